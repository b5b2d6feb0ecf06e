package dev.throng.runner.http.coding;

/** The Content-Encoding of a response's body. */
public enum ContentCoding {
    IDENTITY,
    GZIP,
    DEFLATE,
    BROTLI,
    ZSTD,
    /** One that nobody here knows, or several on top of each other; its content cannot be looked at. */
    OTHER
}

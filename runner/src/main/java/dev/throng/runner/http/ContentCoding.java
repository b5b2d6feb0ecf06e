package dev.throng.runner.http;

/** The Content-Encoding of a response's body. */
public enum ContentCoding {
    IDENTITY,
    GZIP,
    DEFLATE,
    /** One we did not ask for, or several; its content cannot be looked at. */
    OTHER
}

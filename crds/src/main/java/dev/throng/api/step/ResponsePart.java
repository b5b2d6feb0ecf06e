package dev.throng.api.step;

/** What of a response as a whole can be captured. */
public enum ResponsePart {
    status,
    /** The text. */
    body,
    /** Of the decompressed body, in bytes. */
    size,
    /** The response time. */
    millis,
    sha256,
    md5
}

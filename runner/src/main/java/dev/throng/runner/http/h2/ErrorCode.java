package dev.throng.runner.http.h2;

/** Error codes of RFC 9113 §7, by number. */
enum ErrorCode {
    NO_ERROR,
    PROTOCOL_ERROR,
    INTERNAL_ERROR,
    FLOW_CONTROL_ERROR,
    SETTINGS_TIMEOUT,
    STREAM_CLOSED,
    FRAME_SIZE_ERROR,
    REFUSED_STREAM,
    CANCEL,
    COMPRESSION_ERROR,
    CONNECT_ERROR,
    ENHANCE_YOUR_CALM,
    INADEQUATE_SECURITY,
    HTTP_1_1_REQUIRED;

    private static final ErrorCode[] KNOWN = values();

    /** What a peer's code is called in words for people; unknown ones have none of their own. */
    static String name(int code) {
        return code >= 0 && code < KNOWN.length ? KNOWN[code].name() : "an unknown error code";
    }
}

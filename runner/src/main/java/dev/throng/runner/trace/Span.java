package dev.throng.runner.trace;

/**
 * One request with a trace id, from when it was begun to its end.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits: what the target's own spans have as their parent
 * @param name that it is counted under
 * @param userClass whose request it is
 * @param host that it went to, or that its last redirect led to
 * @param port there
 * @param status 0 without an answer
 * @param failure its kind, in lower case; empty when it was as expected
 * @param startEpochNanos since 1970
 * @param endEpochNanos since 1970
 */
public record Span(
        String traceId,
        String spanId,
        String name,
        String method,
        String userClass,
        String host,
        int port,
        int status,
        String failure,
        long startEpochNanos,
        long endEpochNanos) {}

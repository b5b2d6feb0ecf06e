package dev.throng.runner.engine.tracing;

import dev.throng.runner.script.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids in a request's sampled {@code traceparent} (W3C Trace Context).
 *
 * @param trace 32 hexadecimal digits
 * @param span 16 of them
 */
public record TraceIds(String trace, String span) {
    private static final byte[] FIELD = "\r\ntraceparent: 00-".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern IDS = Pattern.compile("[0-9a-f]{32}-[0-9a-f]{16}");
    private static final int TRACE_ID = 32;
    private static final int SPAN_ID = 16;

    /** Null when it has none, nobody is to sample them, or they are not as the standard has them: a plan may write the header itself. */
    public static @Nullable TraceIds of(ByteSink request) {
        int at = find(request);
        if (at < 0) {
            return null;
        }
        String ids = new String(request.array(), at, TRACE_ID + 1 + SPAN_ID, StandardCharsets.US_ASCII);
        return IDS.matcher(ids).matches()
                ? new TraceIds(ids.substring(0, TRACE_ID), ids.substring(TRACE_ID + 1))
                : null;
    }

    /** Where the ids begin; below 0 when there are none, or nobody is to sample them. */
    private static int find(ByteSink request) {
        byte[] bytes = request.array();
        int last = request.length() - FIELD.length - TRACE_ID - SPAN_ID - "-".length() - "-01".length();
        for (int i = 0; i <= last; i++) {
            if (bytes[i] == '\r' && matches(bytes, i)) {
                int ids = i + FIELD.length;
                int flags = ids + TRACE_ID + 1 + SPAN_ID;
                return bytes[flags] == '-' && bytes[flags + 2] % 2 == 1 ? ids : -1;
            }
            if (bytes[i] == '\r' && bytes[i + 2] == '\r') {
                return -1; // the body follows
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, int at) {
        for (int i = 0; i < FIELD.length; i++) {
            if (bytes[at + i] != FIELD[i]) {
                return false;
            }
        }
        return true;
    }
}

package dev.throng.runner.engine.tracing;

import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.trace.Span;
import dev.throng.runner.trace.Tracer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a tracer of those exchanges whose requests have a sampled {@code traceparent}. Safe for all threads. */
public final class Traced {
    private static final byte[] FIELD = "\r\ntraceparent: 00-".getBytes(StandardCharsets.US_ASCII);
    private static final int TRACE_ID = 32;
    private static final int SPAN_ID = 16;

    private final Tracer tracer;

    /** What {@link System#nanoTime} lacks to the time since 1970. */
    private final long epochOffset = System.currentTimeMillis() * 1_000_000 - System.nanoTime();

    public Traced(Tracer tracer) {
        this.tracer = tracer;
    }

    /** @param request null when it could not be formed */
    public void ended(
            RequestKey key,
            int status,
            long beganNanos,
            long endNanos,
            @Nullable Origin origin,
            @Nullable ByteSink request,
            @Nullable Failure failure) {
        if (request == null || origin == null) {
            return;
        }
        int at = find(request);
        if (at < 0) {
            return;
        }
        String ids = new String(request.array(), at, TRACE_ID + 1 + SPAN_ID, StandardCharsets.US_ASCII);
        tracer.ended(new Span(
                ids.substring(0, TRACE_ID),
                ids.substring(TRACE_ID + 1),
                key.name(),
                key.method(),
                key.user(),
                origin.host(),
                origin.port(),
                status,
                failure == null ? "" : failure.kind().name().toLowerCase(Locale.ROOT),
                epochOffset + beganNanos,
                epochOffset + endNanos));
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

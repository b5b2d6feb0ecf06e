package dev.throng.runner.engine.tracing;

import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.trace.Span;
import dev.throng.runner.trace.Tracer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a tracer of those exchanges whose requests have a sampled {@code traceparent}. Safe for all threads. */
public final class Traced {
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
        TraceIds ids = request == null || origin == null ? null : TraceIds.of(request);
        if (ids == null || origin == null) {
            return;
        }
        tracer.ended(new Span(
                ids.trace(),
                ids.span(),
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
}

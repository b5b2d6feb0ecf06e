package dev.throng.runner.engine.user;

import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.tracing.TraceIds;
import dev.throng.runner.stats.RequestKey;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request from code, to be counted. Times are nanoseconds, negative when it did not come so far.
 *
 * @param slot of its name in the loop's recorder
 * @param phase of its intended start
 * @param status 0 when there was no answer
 * @param stalled it ran across a stall of the generator
 * @param failure null when nothing is wrong as far as the wire goes
 * @param ids where its trace can be found; null when there is none
 */
public record Measured(
        RequestKey key,
        int slot,
        int phase,
        int status,
        long responseNanos,
        long serviceNanos,
        long firstByteNanos,
        long received,
        long sent,
        boolean stalled,
        @Nullable Failure failure,
        @Nullable TraceIds ids) {}

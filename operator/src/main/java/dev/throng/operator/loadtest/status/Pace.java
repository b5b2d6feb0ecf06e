package dev.throng.operator.loadtest.status;

import dev.throng.api.LoadTestStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps writes of the status apart: what changed is written at once, unless it is only figures, which come once in a while.
 * Safe for all threads.
 */
public final class Pace {
    private final Duration interval;
    private final Map<String, Instant> figuresWritten = new ConcurrentHashMap<>();

    public Pace(Duration interval) {
        this.interval = interval;
    }

    /** Whether the status is to be written; if so it counts as written. */
    public boolean worthAWord(String uid, LoadTestStatus last, LoadTestStatus next, Instant now) {
        if (next.equals(last)) {
            return false;
        }
        Instant written = figuresWritten.getOrDefault(uid, Instant.MIN);
        if (sameButFigures(last, next) && Duration.between(written, now).compareTo(interval) < 0) {
            return false;
        }
        figuresWritten.put(uid, now);
        return true;
    }

    public void forget(String uid) {
        figuresWritten.remove(uid);
    }

    private static boolean sameButFigures(LoadTestStatus last, LoadTestStatus next) {
        return withoutFigures(last).equals(withoutFigures(next));
    }

    private static LoadTestStatus withoutFigures(LoadTestStatus status) {
        return new LoadTestStatus(
                status.observedGeneration(),
                status.phase(),
                status.conditions(),
                status.runId(),
                status.runHash(),
                status.loadHash(),
                status.acceptedAt(),
                status.startedAt(),
                status.finishedAt(),
                null,
                null,
                status.workers(),
                status.degradedSeconds(),
                status.result(),
                status.report(),
                status.notices(),
                status.history());
    }
}

package dev.throng.runner.verdict.capacity;

import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.util.Collection;

/** Responses that ended in one second, or in several. Grows by addition; confined to one thread. */
final class Second {
    private final LatencyHistogram response = new LatencyHistogram();
    private long requests;
    private long failures;

    static Second sum(Collection<Second> parts) {
        Second sum = new Second();
        parts.forEach(part -> sum.add(part.requests, part.failures, part.response));
        return sum;
    }

    void add(long moreRequests, long moreFailures, LatencyHistogram times) {
        requests += moreRequests;
        failures += moreFailures;
        response.add(times);
    }

    long requests() {
        return requests;
    }

    long failures() {
        return failures;
    }

    LatencyHistogram response() {
        return response;
    }
}

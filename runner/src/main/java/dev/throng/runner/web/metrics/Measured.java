package dev.throng.runner.web.metrics;

import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.LatencyHistogram;
import dev.throng.runner.stats.Live;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.Totals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of what was measured, taken on the run's thread, where nothing changes meanwhile; it is turned into metrics
 * elsewhere.
 */
record Measured(
        List<Name> names,
        Map<Failing, Long> failures,
        Map<Snapshot.Counter, Long> counters,
        Map<String, Worker> workers) {

    /** One request name, in what is judged or in the warm-up. */
    record Name(
            RequestKey key,
            boolean judged,
            long requests,
            long failures,
            long stalled,
            long bytesReceived,
            long bytesSent,
            LatencyHistogram response,
            LatencyHistogram service,
            LatencyHistogram firstByte) {

        static Name of(Tally tally, boolean judged) {
            return new Name(
                    tally.key(),
                    judged,
                    tally.requests(),
                    tally.failures(),
                    tally.stalled(),
                    tally.bytesReceived(),
                    tally.bytesSent(),
                    copy(tally.response()),
                    copy(tally.service()),
                    copy(tally.firstByte()));
        }

        /** The same name before its first request. */
        static Name empty(RequestKey key, boolean judged) {
            LatencyHistogram none = new LatencyHistogram();
            return new Name(key, judged, 0, 0, 0, 0, 0, none, none, none);
        }

        private static LatencyHistogram copy(LatencyHistogram histogram) {
            LatencyHistogram copy = new LatencyHistogram();
            copy.add(histogram);
            return copy;
        }
    }

    record Failing(RequestKey key, boolean judged, FailureKind kind) {}

    record Worker(long requests, Snapshot.Gauges gauges) {}

    static Measured of(Totals totals) {
        List<Name> names = new ArrayList<>();
        totals.forEachName((judged, warmup) -> {
            names.add(Name.of(judged, true));
            if (warmup.requests() > 0) {
                names.add(Name.of(warmup, false));
            }
        });
        Map<String, Worker> workers = new LinkedHashMap<>();
        totals.workers().forEach((name, worker) -> workers.put(name, new Worker(worker.requests(), worker.gauges())));
        return new Measured(names, failures(totals.failures()), totals.counters(), workers);
    }

    private static Map<Failing, Long> failures(List<Live.Failure> rows) {
        Map<Failing, Long> sums = new LinkedHashMap<>();
        for (Live.Failure row : rows) {
            if (row.occurrences() > 0) {
                sums.merge(new Failing(row.key(), true, row.kind()), row.occurrences(), Long::sum);
            }
            if (row.warmupOccurrences() > 0) {
                sums.merge(new Failing(row.key(), false, row.kind()), row.warmupOccurrences(), Long::sum);
            }
        }
        return sums;
    }
}

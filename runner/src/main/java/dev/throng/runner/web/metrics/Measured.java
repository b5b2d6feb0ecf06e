package dev.throng.runner.web.metrics;

import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.StatusCount;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.TracedRequest;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.stats.total.Totals;
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
        Map<String, Worker> workers,
        Map<CustomMetric, LatencyHistogram> own) {

    /**
     * One request name, in what is judged or in the warm-up.
     *
     * @param traces of some of its latest requests
     */
    record Name(
            RequestKey key,
            boolean judged,
            long requests,
            long bytesReceived,
            long bytesSent,
            LatencyHistogram response,
            LatencyHistogram service,
            LatencyHistogram firstByte,
            Map<Outcome, Long> outcomes,
            List<TracedRequest> traces) {

        static Name of(Tally tally, boolean judged, List<TracedRequest> traces) {
            return new Name(
                    tally.key(),
                    judged,
                    tally.requests(),
                    tally.bytesReceived(),
                    tally.bytesSent(),
                    copy(tally.response()),
                    copy(tally.service()),
                    copy(tally.firstByte()),
                    Outcome.of(tally),
                    traces);
        }

        /** The same name before its first request. */
        static Name empty(RequestKey key, boolean judged) {
            LatencyHistogram none = new LatencyHistogram();
            return new Name(key, judged, 0, 0, 0, none, none, none, Outcome.NOTHING_YET, List.of());
        }

        /** The same name and what it has, before its first request. */
        Name begin() {
            Map<Outcome, Long> zeros = new LinkedHashMap<>();
            outcomes.keySet().forEach(outcome -> zeros.put(outcome, 0L));
            return empty(key, judged).with(zeros);
        }

        Name with(Map<Outcome, Long> others) {
            return new Name(
                    key, judged, requests, bytesReceived, bytesSent, response, service, firstByte, others, traces);
        }

        private static LatencyHistogram copy(LatencyHistogram histogram) {
            LatencyHistogram copy = new LatencyHistogram();
            copy.add(histogram);
            return copy;
        }
    }

    /**
     * A part of a name's requests.
     *
     * @param outcome success, failure or stalled
     * @param status of the answer; {@code none} without one
     */
    record Outcome(String outcome, String status) {
        private static final Outcome UNANSWERED = new Outcome("failure", "none");

        /** What a name begins with: most succeed, and with this. */
        static final Map<Outcome, Long> NOTHING_YET = Map.of(new Outcome("success", "200"), 0L, UNANSWERED, 0L);

        /** They add up to the name's requests. */
        static Map<Outcome, Long> of(Tally tally) {
            Map<Outcome, Long> parts = new LinkedHashMap<>(NOTHING_YET);
            long succeeded = tally.requests() - tally.failures() - tally.stalled();
            long failed = tally.failures();
            for (StatusCount count : tally.statuses()) {
                long met = count.requests() - count.failures();
                succeeded -= met;
                failed -= count.failures();
                put(parts, new Outcome("success", count.text()), met);
                put(parts, new Outcome("failure", count.text()), count.failures());
            }
            put(parts, new Outcome("success", "none"), succeeded);
            put(parts, UNANSWERED, failed);
            put(parts, new Outcome("stalled", ""), tally.stalled());
            return parts;
        }

        private static void put(Map<Outcome, Long> parts, Outcome part, long count) {
            if (count > 0) {
                parts.put(part, count);
            }
        }
    }

    record Failing(RequestKey key, boolean judged, FailureKind kind) {}

    record Worker(long requests, Snapshot.Gauges gauges) {}

    static Measured of(Totals totals) {
        List<Name> names = new ArrayList<>();
        totals.forEachName((judged, warmup) -> {
            names.add(Name.of(judged, true, totals.latestTraces(judged.key(), true)));
            if (warmup.requests() > 0) {
                names.add(Name.of(warmup, false, totals.latestTraces(warmup.key(), false)));
            }
        });
        Map<String, Worker> workers = new LinkedHashMap<>();
        totals.workers().forEach((name, worker) -> workers.put(name, new Worker(worker.requests(), worker.gauges())));
        Map<CustomMetric, LatencyHistogram> own = new LinkedHashMap<>();
        totals.timings()
                .forEach((key, values) -> CustomMetric.of(key).ifPresent(metric -> own.put(metric, Name.copy(values))));
        return new Measured(names, failures(totals.failures()), totals.counters(), workers, own);
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

package dev.throng.runner.report;

import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.Result.NameResult;
import dev.throng.runner.report.Result.Timing;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.histogram.Percentiles;
import dev.throng.runner.stats.total.Totals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;

/** The result's tables, made from the totals: pure functions. */
public final class Tables {
    private Tables() {}

    static List<NameResult> names(Totals totals, Plan plan, double judgedSeconds) {
        List<NameResult> rows = new ArrayList<>();
        totals.forEachName((judged, warmup) -> {
            if (!plan.once().isAbout(judged.key().user())) {
                rows.add(row(judged, warmup.requests(), judgedSeconds));
            }
        });
        return List.copyOf(rows);
    }

    /** What was done once: it has no time to be divided by. */
    static List<NameResult> once(Totals totals, Plan plan) {
        List<NameResult> rows = new ArrayList<>();
        totals.forEachName((judged, aside) -> {
            if (plan.once().isAbout(judged.key().user())) {
                rows.add(row(aside, 0, 0));
            }
        });
        return List.copyOf(rows);
    }

    static NameResult row(Tally tally, long warmupRequests, double seconds) {
        return new NameResult(
                tally.key(),
                tally.requests(),
                tally.failures(),
                tally.stalled(),
                warmupRequests,
                tally.failureRate(),
                perSecond(tally.requests(), seconds),
                perSecond(tally.failures(), seconds),
                tally.bytesReceived(),
                tally.bytesSent(),
                timing(tally.response()),
                timing(tally.service()),
                timing(tally.firstByte()),
                tally.statuses());
    }

    public static double perSecond(long count, double seconds) {
        return seconds > 0 ? count / seconds : 0;
    }

    static Timing timing(LatencyHistogram histogram) {
        boolean none = histogram.total() == 0;
        Percentiles percentiles = Percentiles.of(histogram);
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int i = 0; i < Percentiles.PERCENTS.size(); i++) {
            byName.put(Percentiles.label(Percentiles.PERCENTS.get(i)), percentiles.at(i));
        }
        return new Timing(
                histogram.total(),
                none ? Double.NaN : histogram.minMicros() / 1000.0,
                histogram.meanMillis(),
                none ? Double.NaN : histogram.maxMicros() / 1000.0,
                byName,
                histogram.encode());
    }

    public static SortedMap<String, Timing> timings(Totals totals) {
        SortedMap<String, Timing> timings = new TreeMap<>();
        LatencyHistogram aborted = totals.aborted(Optional.empty());
        totals.timings().forEach((name, histogram) -> {
            if (!name.startsWith(Snapshot.ABORTED)) {
                timings.put(name, timing(histogram));
            }
        });
        if (aborted.total() > 0) {
            timings.put("aborted", timing(aborted));
        }
        return timings;
    }

    /** Of several loads; one has the figures of the run. */
    static List<Result.LoadResult> loads(Totals totals, Plan plan, double endSeconds, double judgedSeconds) {
        return plan.loads().stream()
                .flatMap(load -> totals
                        .part(load)
                        .map(part -> new Result.LoadResult(
                                load.name(),
                                load.intended(),
                                load.users().stream().sorted().toList(),
                                Math.min(endSeconds, load.fromNanos() / 1e9),
                                Math.min(endSeconds, load.toNanos() / 1e9),
                                row(part.tally(), 0, load.judgedSeconds(judgedSeconds, 0, Long.MAX_VALUE))))
                        .stream())
                .toList();
    }

    /** Phases that began before the end, with or without requests. */
    static List<Result.PhaseResult> phases(Totals totals, List<Phase> phases, double endSeconds) {
        List<Result.PhaseResult> rows = new ArrayList<>();
        phases(
                phases,
                endSeconds,
                (phase, seconds) -> rows.add(new Result.PhaseResult(
                        phase.index(),
                        phase.name(),
                        phase.judged(),
                        phase.fromNanos() / 1e9,
                        phase.fromNanos() / 1e9 + seconds,
                        row(totals.phase(phase.index()), 0, seconds))));
        return List.copyOf(rows);
    }

    /** Calls for every phase that began before the end, with how many seconds of it have passed. */
    static void phases(List<Phase> phases, double endSeconds, ObjDoubleConsumer<Phase> visitor) {
        for (Phase phase : phases) {
            double seconds = Math.min(endSeconds, phase.toNanos() / 1e9) - phase.fromNanos() / 1e9;
            if (seconds > 0) {
                visitor.accept(phase, seconds);
            }
        }
    }

    public static List<Result.Failure> failures(Totals totals) {
        return totals.failures().stream()
                .map(row -> new Result.Failure(
                        row.key(),
                        row.kind(),
                        row.message(),
                        row.occurrences(),
                        row.warmupOccurrences(),
                        instant(row.firstSeenMillis()),
                        instant(row.lastSeenMillis())))
                .toList();
    }

    private static Instant instant(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis);
    }

    /** By message, over the workers that had it. */
    public static List<Result.ExceptionRow> exceptions(Totals totals) {
        Map<String, Result.ExceptionRow> rows = new LinkedHashMap<>();
        totals.exceptions()
                .forEach((worker, seen) -> seen.forEach(row -> rows.merge(
                        row.message(),
                        new Result.ExceptionRow(row.message(), row.trace(), row.occurrences(), List.of(worker)),
                        Tables::together)));
        return List.copyOf(rows.values());
    }

    private static Result.ExceptionRow together(Result.ExceptionRow a, Result.ExceptionRow b) {
        List<String> workers = new ArrayList<>(a.workers());
        workers.addAll(b.workers());
        return new Result.ExceptionRow(a.message(), a.trace(), a.occurrences() + b.occurrences(), List.copyOf(workers));
    }

    static List<Result.Exchange> exchanges(Totals totals) {
        return totals.exchanges().stream()
                .map(seen -> new Result.Exchange(
                        seen.key(),
                        seen.message(),
                        instant(seen.atMillis()),
                        seen.millis(),
                        seen.request(),
                        seen.response()))
                .toList();
    }

    static List<Result.Trace> traces(Totals totals) {
        return totals.traces().stream()
                .map(seen -> new Result.Trace(
                        seen.key(), seen.traceId(), instant(seen.atMillis()), seen.millis(), seen.why()))
                .toList();
    }

    static Result.Identity identity(Totals totals, long uncertain) {
        long counted = totals.judged().requests();
        long warmup = totals.warmup().requests();
        long aborted = totals.counter(Counter.ABORTED);
        long hops = totals.counter(Counter.REDIRECT_HOPS);
        long retries = totals.counter(Counter.RETRIES);
        // What code has measured itself went over no connection of ours: the target's log knows nothing of it.
        long neverSent = totals.counter(Counter.NEVER_SENT) + totals.counter(Counter.EXTERNAL);
        long lines = counted + warmup + aborted + hops + retries - neverSent;
        return new Result.Identity(
                counted, warmup, aborted, hops, retries, neverSent, lines, uncertain + totals.counter(Counter.UNCLEAR));
    }
}

package dev.throng.runner.report.csv;

import dev.throng.runner.report.CustomRow;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.Tables;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.timeline.Recent;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.stats.total.Totals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Locust's CSV files hold at an instant: the judged requests by name and method, whatever their user class. Made from
 * the totals on the run's thread; immutable from then on.
 */
public final class CsvPage {
    private final long epochSecond;
    private final int users;
    private final List<CsvRow> rows;
    private final CsvRow aggregated;
    private final List<Result.Failure> failures;
    private final List<Result.ExceptionRow> exceptions;
    private final List<CustomRow> metrics;

    private CsvPage(
            long epochSecond,
            int users,
            List<CsvRow> rows,
            CsvRow aggregated,
            List<Result.Failure> failures,
            List<Result.ExceptionRow> exceptions,
            List<CustomRow> metrics) {
        this.epochSecond = epochSecond;
        this.users = users;
        this.rows = rows;
        this.aggregated = aggregated;
        this.failures = failures;
        this.exceptions = exceptions;
        this.metrics = metrics;
    }

    /** @param epochSecond wall clock, for the history */
    public static CsvPage of(Totals totals, Live live, long epochSecond) {
        Recent recent = totals.recent(live.elapsedNanos());
        List<CsvRow> rows = new ArrayList<>();
        byNameAndMethod(totals)
                .forEach((key, tallies) -> rows.add(CsvRow.of(
                        Tally.sum(key, tallies),
                        live.judgedSeconds(),
                        Tally.sum(
                                key,
                                tallies.stream()
                                        .map(tally -> recent.of(tally.key()))
                                        .toList()),
                        recent.seconds())));
        return new CsvPage(
                epochSecond,
                live.users(),
                List.copyOf(rows),
                CsvRow.of(totals.judged(), live.judgedSeconds(), recent.all(), recent.seconds()),
                failures(Tables.failures(totals)),
                Tables.exceptions(totals),
                CustomRow.of(Tables.timings(totals)));
    }

    private static SortedMap<RequestKey, List<Tally>> byNameAndMethod(Totals totals) {
        SortedMap<RequestKey, List<Tally>> groups = new TreeMap<>();
        totals.forEachName((judged, warmup) -> {
            if (judged.requests() > 0) {
                groups.computeIfAbsent(withoutUser(judged.key()), unused -> new ArrayList<>())
                        .add(judged);
            }
        });
        return groups;
    }

    private static RequestKey withoutUser(RequestKey key) {
        return new RequestKey("", key.name(), key.method());
    }

    private static List<Result.Failure> failures(List<Result.Failure> all) {
        Map<List<String>, Result.Failure> byError = new LinkedHashMap<>();
        for (Result.Failure row : all) {
            if (row.occurrences() > 0) {
                List<String> error = List.of(row.key().name(), row.key().method(), row.message());
                byError.merge(error, row, CsvPage::together);
            }
        }
        return byError.values().stream()
                .sorted(Comparator.comparing((Result.Failure row) -> withoutUser(row.key()))
                        .thenComparing(Result.Failure::message))
                .toList();
    }

    private static Result.Failure together(Result.Failure a, Result.Failure b) {
        return new Result.Failure(
                a.key(),
                a.kind(),
                a.message(),
                a.occurrences() + b.occurrences(),
                a.warmupOccurrences() + b.warmupOccurrences(),
                a.firstSeen().isBefore(b.firstSeen()) ? a.firstSeen() : b.firstSeen(),
                a.lastSeen().isAfter(b.lastSeen()) ? a.lastSeen() : b.lastSeen());
    }

    /** By name and method, sorted. */
    public List<CsvRow> rows() {
        return rows;
    }

    /** All of them together. */
    public CsvRow aggregated() {
        return aggregated;
    }

    /** By name, method and message, sorted. */
    public List<Result.Failure> failureRows() {
        return failures;
    }

    public List<Result.ExceptionRow> exceptionRows() {
        return exceptions;
    }

    /** The content of {@code _stats.csv}, as are the next three of theirs. */
    public String stats() {
        return CsvFormat.stats(withTotal());
    }

    public String failures() {
        return CsvFormat.failures(failures);
    }

    public String exceptions() {
        return CsvFormat.exceptions(exceptions);
    }

    /** The scenario's own; empty when there are none. */
    public String metrics() {
        return metrics.isEmpty() ? "" : CsvFormat.metrics(metrics);
    }

    public String statuses() {
        return CsvFormat.statuses(withTotal());
    }

    /**
     * The lines that this instant adds to {@code _stats_history.csv}.
     *
     * @param full a line for each name, with the percentiles of the last ten seconds; else one for all of them together,
     *     with the percentiles since the start
     */
    public String history(boolean full) {
        return CsvFormat.history(epochSecond, users, full ? withTotal() : List.of(aggregated), full);
    }

    private List<CsvRow> withTotal() {
        List<CsvRow> all = new ArrayList<>(rows);
        all.add(aggregated);
        return all;
    }
}

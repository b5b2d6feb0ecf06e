package dev.throng.runner.verdict;

import dev.throng.api.schema.GoDuration;
import dev.throng.api.verdict.GradeSpec;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.total.Totals;
import dev.throng.runner.verdict.Verdict.Grade;
import dev.throng.runner.verdict.Verdict.Grading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Good, acceptable or poor, by the usual targets for an API unless a LoadTest has others:
 *
 * <table>
 * <caption>below</caption>
 * <tr><th>metric</th><th>good</th><th>acceptable</th></tr>
 * <tr><td>p50</td><td>100 ms</td><td>200 ms</td></tr>
 * <tr><td>p95</td><td>300 ms</td><td>500 ms</td></tr>
 * <tr><td>p99</td><td>500 ms</td><td>1000 ms</td></tr>
 * <tr><td>error rate</td><td>0.1 %</td><td>1 %</td></tr>
 * </table>
 *
 * <p>The usual table calls a time poor from about twice the acceptable limit on and says nothing of what is between. Here
 * there is no gap: what is not acceptable is poor. A value at a limit is not below it. When every request failed, their
 * times have no grade.
 */
public final class Grades {
    private static final String FAILURES = "error rate";

    private static final List<Row> USUAL = List.of(
            new Row("p50", 100, 200),
            new Row("p95", 300, 500),
            new Row("p99", 500, 1000),
            new Row(FAILURES, 0.001, 0.01));

    private final List<Row> all;
    private final Map<String, List<Row>> byName;

    private Grades(List<Row> all, Map<String, List<Row>> byName) {
        this.all = all;
        this.byName = byName;
    }

    /** Below the first it is good, below the second acceptable; milliseconds, or a share. */
    private record Row(String metric, double good, double acceptable) {
        Grading of(Tally judged, Optional<String> name) {
            double measured = measured(judged);
            return new Grading(metric, name, measured, good, acceptable, grade(measured));
        }

        /** How fast everything failed is no good news. */
        private double measured(Tally judged) {
            if (metric.equals(FAILURES)) {
                return judged.response().total() == 0 ? Double.NaN : judged.failureRate();
            }
            if (judged.failureRate() == 1) {
                return Double.NaN;
            }
            return metric.equals("mean")
                    ? judged.response().meanMillis()
                    : judged.response().percentileMillis(Double.parseDouble(metric.substring(1)));
        }

        private Grade grade(double measured) {
            if (Double.isNaN(measured)) {
                return Grade.NONE;
            }
            return measured < good ? Grade.GOOD : measured < acceptable ? Grade.ACCEPTABLE : Grade.POOR;
        }
    }

    /** Of a LoadTest that has no limits of its own. */
    public static Grades usual() {
        return new Grades(USUAL, Map.of());
    }

    /** With a LoadTest's own limits, the first of those for the same. */
    public static Grades of(@Nullable List<GradeSpec> specs) {
        Map<String, Row> all = new LinkedHashMap<>();
        USUAL.forEach(row -> all.put(row.metric, row));
        Map<String, Map<String, Row>> named = new LinkedHashMap<>();
        if (specs != null) {
            List<GradeSpec> firstLast = specs.reversed();
            firstLast.stream()
                    .filter(spec -> spec.name() == null)
                    .map(Grades::row)
                    .forEach(row -> all.put(row.metric, row));
            firstLast.stream()
                    .filter(spec -> spec.name() != null)
                    .forEach(spec -> named.computeIfAbsent(String.valueOf(spec.name()), _ -> new LinkedHashMap<>(all))
                            .put(row(spec).metric, row(spec)));
        }
        Map<String, List<Row>> byName = new LinkedHashMap<>();
        named.forEach((name, rows) -> byName.put(name, List.copyOf(rows.values())));
        return new Grades(List.copyOf(all.values()), byName);
    }

    private static Row row(GradeSpec spec) {
        String metric = Objects.requireNonNull(spec.metric());
        return new Row(
                metric.equals("failureRate") ? FAILURES : metric,
                limit(Objects.requireNonNull(spec.good())),
                limit(Objects.requireNonNull(spec.acceptable())));
    }

    /** The plan's compiler has made sure that it can be read. */
    private static double limit(String text) {
        return text.endsWith("%")
                ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                : GoDuration.parse(text).map(Duration::toNanos).orElse(0L) / 1e6;
    }

    /** Of all requests; a row for each metric, in the table's order. */
    public List<Grading> of(Tally judged) {
        return all.stream().map(row -> row.of(judged, Optional.empty())).toList();
    }

    /** The same, and of the names that have limits of their own. */
    List<Grading> of(Totals totals) {
        List<Grading> gradings = new ArrayList<>(of(totals.judged()));
        byName.forEach((name, rows) -> {
            Tally judged = totals.judged(name);
            rows.forEach(row -> gradings.add(row.of(judged, Optional.of(name))));
        });
        return List.copyOf(gradings);
    }

    /** The worst of each name's grades, in the order of the names; those without samples have none. */
    public Map<String, Grade> byName(Totals totals) {
        Map<String, Grade> grades = new TreeMap<>();
        totals.forEachName((judged, warmup) -> {
            String name = judged.key().name();
            List<Grading> gradings = byName.getOrDefault(name, all).stream()
                    .map(row -> row.of(judged, Optional.of(name)))
                    .toList();
            grades.merge(name, worst(gradings), (one, other) -> worse(one, other));
        });
        grades.values().removeIf(grade -> grade == Grade.NONE);
        return grades;
    }

    private static Grade worse(Grade one, Grade other) {
        return one == Grade.NONE || other != Grade.NONE && other.compareTo(one) > 0 ? other : one;
    }

    /** The worst of them. */
    static Grade worst(List<Grading> gradings) {
        return gradings.stream()
                .map(Grading::grade)
                .filter(grade -> grade != Grade.NONE)
                .max(Comparator.naturalOrder())
                .orElse(Grade.NONE);
    }
}

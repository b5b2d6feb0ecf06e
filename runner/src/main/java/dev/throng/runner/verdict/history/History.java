package dev.throng.runner.verdict.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A run and those before it that did the same at the same load.
 *
 * @param runs the oldest first; this one is the last
 * @param courses how each figure went through those of them that passed, and through this one
 */
public record History(List<Past> runs, List<Course> courses) {
    private static final List<String> METRICS = List.of("p50", "p95", "p99", "failureRate", "rps");

    public static final History NONE = new History(List.of(), List.of());

    public History {
        runs = Objects.requireNonNullElse(runs, List.of());
        courses = Objects.requireNonNullElse(courses, List.of());
    }

    /**
     * @param earlier the oldest first
     * @param tolerances by metric: how far it may go over all of the runs
     */
    public static History of(List<Past> earlier, Past now, Map<String, Double> tolerances) {
        List<Past> runs = new ArrayList<>(earlier);
        runs.add(now);
        List<Past> good = new ArrayList<>(earlier.stream().filter(Past::passed).toList());
        good.add(now);
        List<Course> courses = METRICS.stream()
                .flatMap(metric -> Course.of(
                        metric,
                        good.stream().mapToDouble(run -> run.value(metric)).toArray(),
                        tolerances.getOrDefault(metric, 0.05))
                        .stream())
                .toList();
        return new History(List.copyOf(runs), courses);
    }

    /** What crept away, a sentence each. */
    public List<String> creeps() {
        return courses.stream().filter(Course::creeping).map(Course::message).toList();
    }

    /** How all figures went, in one line; empty for fewer than six runs. */
    public String sentence() {
        return courses.stream().map(Course::message).collect(Collectors.joining("; "));
    }
}

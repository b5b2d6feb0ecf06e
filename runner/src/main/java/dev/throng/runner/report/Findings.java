package dev.throng.runner.report;

import dev.throng.runner.verdict.Verdict.Grade;
import dev.throng.runner.verdict.capacity.Capacity;
import dev.throng.runner.verdict.drift.Drift;
import dev.throng.runner.verdict.history.History;
import dev.throng.runner.verdict.regression.Scatter;
import dev.throng.runner.verdict.saturation.Mark;
import dev.throng.runner.verdict.saturation.Observed;
import dev.throng.runner.verdict.saturation.Saturation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found out from how a run went over time.
 *
 * @param capacity when it was searched
 * @param scatter how much the figures over all requests scatter by themselves: for comparisons with other runs
 * @param scatterByName the same by request name
 * @param drifts what went one way in the judged time
 * @param trends how all figures went that were looked at, those that drifted among them
 * @param steady where the load stood at its highest for long enough to look at trends
 * @param observed the target's own numbers
 * @param saturation which of them reached its limit, in order
 * @param grades the worst of each request name's, in the order of the names
 * @param marks what happened to the target meanwhile, in order
 * @param history how it goes together with the runs before it
 */
public record Findings(
        Optional<Capacity> capacity,
        Scatter scatter,
        Map<String, Scatter> scatterByName,
        List<Drift> drifts,
        List<Drift> trends,
        Optional<Span> steady,
        List<Observed> observed,
        Saturation saturation,
        Map<String, Grade> grades,
        List<Mark> marks,
        History history) {
    /** Of a run of which nothing more is known, such as one that was stored before there was any of this. */
    public static final Findings NONE =
            new Findings(Optional.empty(), Scatter.UNKNOWN, Map.of(), List.of(), Optional.empty());

    public Findings {
        trends = Objects.requireNonNullElse(trends, List.of());
        steady = Objects.requireNonNullElse(steady, Optional.empty());
        observed = Objects.requireNonNullElse(observed, List.of()); // stored before there was any
        saturation = Objects.requireNonNullElse(saturation, Saturation.NONE);
        grades = Objects.requireNonNullElse(grades, Map.of());
        marks = Objects.requireNonNullElse(marks, List.of());
        history = Objects.requireNonNullElse(history, History.NONE);
    }

    /** Before anything was observed, or is known of earlier runs. */
    Findings(
            Optional<Capacity> capacity,
            Scatter scatter,
            Map<String, Scatter> scatterByName,
            List<Drift> trends,
            Optional<Span> steady) {
        this(
                capacity,
                scatter,
                scatterByName,
                trends.stream().filter(Drift::evident).toList(),
                trends,
                steady,
                List.of(),
                Saturation.NONE,
                Map.of(),
                List.of(),
                History.NONE);
    }

    /** A part of the stage clock. */
    public record Span(double fromSecond, double toSecond) {
        public boolean holds(double second) {
            return second >= fromSecond && second <= toSecond;
        }
    }

    /** With what was observed of the target, and how it drifted. */
    public Findings observing(List<Observed> series, Saturation order, List<Drift> more) {
        return new Findings(
                capacity,
                scatter,
                scatterByName,
                Stream.concat(drifts.stream(), more.stream().filter(Drift::evident))
                        .toList(),
                Stream.concat(trends.stream(), more.stream()).toList(),
                steady,
                series,
                order,
                grades,
                marks,
                history);
    }

    /** With what happened to the target. */
    public Findings marked(List<Mark> happened) {
        return new Findings(
                capacity,
                scatter,
                scatterByName,
                drifts,
                trends,
                steady,
                observed,
                saturation,
                grades,
                happened,
                history);
    }

    /** With the runs before it. */
    Findings after(History runs) {
        return new Findings(
                capacity, scatter, scatterByName, drifts, trends, steady, observed, saturation, grades, marks, runs);
    }

    /** With the grades by name. */
    Findings graded(Map<String, Grade> byName) {
        return new Findings(
                capacity, scatter, scatterByName, drifts, trends, steady, observed, saturation, byName, marks, history);
    }
}

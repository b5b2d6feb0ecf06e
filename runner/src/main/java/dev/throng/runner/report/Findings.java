package dev.throng.runner.report;

import dev.throng.runner.verdict.capacity.Capacity;
import dev.throng.runner.verdict.drift.Drift;
import dev.throng.runner.verdict.regression.Scatter;
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
 * @param observed the target's own numbers
 * @param saturation which of them reached its limit, in order
 */
public record Findings(
        Optional<Capacity> capacity,
        Scatter scatter,
        Map<String, Scatter> scatterByName,
        List<Drift> drifts,
        List<Observed> observed,
        Saturation saturation) {
    /** Of a run of which nothing more is known, such as one that was stored before there was any of this. */
    public static final Findings NONE = new Findings(Optional.empty(), Scatter.UNKNOWN, Map.of(), List.of());

    public Findings {
        observed = Objects.requireNonNullElse(observed, List.of()); // stored before there was any
        saturation = Objects.requireNonNullElse(saturation, Saturation.NONE);
    }

    public Findings(
            Optional<Capacity> capacity, Scatter scatter, Map<String, Scatter> scatterByName, List<Drift> drifts) {
        this(capacity, scatter, scatterByName, drifts, List.of(), Saturation.NONE);
    }

    /** With what was observed of the target, and how it drifted. */
    public Findings observing(List<Observed> series, Saturation order, List<Drift> more) {
        return new Findings(
                capacity,
                scatter,
                scatterByName,
                Stream.concat(drifts.stream(), more.stream()).toList(),
                series,
                order);
    }
}

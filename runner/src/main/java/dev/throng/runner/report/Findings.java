package dev.throng.runner.report;

import dev.throng.runner.verdict.capacity.Capacity;
import dev.throng.runner.verdict.drift.Drift;
import dev.throng.runner.verdict.regression.Scatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found out from how a run went over time.
 *
 * @param capacity when it was searched
 * @param scatter how much the figures over all requests scatter by themselves: for comparisons with other runs
 * @param scatterByName the same by request name
 * @param drifts what went one way in the judged time
 */
public record Findings(
        Optional<Capacity> capacity, Scatter scatter, Map<String, Scatter> scatterByName, List<Drift> drifts) {
    /** Of a run of which nothing more is known, such as one that was stored before there was any of this. */
    public static final Findings NONE = new Findings(Optional.empty(), Scatter.UNKNOWN, Map.of(), List.of());
}

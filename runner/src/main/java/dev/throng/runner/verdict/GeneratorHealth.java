package dev.throng.runner.verdict;

import java.util.List;
import java.util.Map;

/**
 * Whether the generator was up to the load, and so whether its figures say something about the target.
 *
 * @param reasons what made the generator the bottleneck; empty when it was healthy
 * @param warnings what is worth knowing without spoiling the figures
 * @param figures what was looked at, by name, in the order of the rules; shares from 0 to 1, times in milliseconds
 */
public record GeneratorHealth(List<String> reasons, List<String> warnings, Map<String, Double> figures) {
    public boolean healthy() {
        return reasons.isEmpty();
    }
}

package dev.throng.runner.verdict;

import java.util.ArrayList;
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

    /** Of a run that measures nothing: what would spoil its figures is worth knowing at most. */
    public GeneratorHealth pardoned() {
        List<String> all = new ArrayList<>(reasons);
        all.addAll(warnings);
        return new GeneratorHealth(List.of(), List.copyOf(all), figures);
    }
}

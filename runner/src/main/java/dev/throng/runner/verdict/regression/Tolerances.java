package dev.throng.runner.verdict.regression;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * By how much a metric may get worse: a share of what it was, for the failure rate in absolute terms.
 *
 * @param all by metric; these are judged, over all requests and by name
 * @param byName others than these by request name, each by metric
 */
public record Tolerances(Map<String, Double> all, Map<String, Map<String, Double>> byName) {

    /** The same for every name. */
    public static Tolerances alike(Map<String, Double> all) {
        return new Tolerances(all, Map.of());
    }

    Map<String, Double> of(String name) {
        Map<String, Double> own = byName.get(name);
        if (own == null) {
            return all;
        }
        Map<String, Double> both = new LinkedHashMap<>(all);
        both.putAll(own);
        return both;
    }
}

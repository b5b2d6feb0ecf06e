package dev.throng.runner.verdict.saturation;

import java.util.List;
import java.util.Optional;

/**
 * One of the target's own numbers on the run's time axis.
 *
 * @param seconds since the start, ascending
 * @param values at these seconds
 * @param limit at which it is exhausted; NaN when it has none or nobody knows
 * @param share whether values and limit are shares of something, to be shown in percent
 * @param problem why there are no values
 */
public record Observed(
        String name, List<Double> seconds, List<Double> values, double limit, boolean share, Optional<String> problem) {

    public static Observed unknown(String name, String problem) {
        return new Observed(name, List.of(), List.of(), Double.NaN, false, Optional.of(problem));
    }

    public boolean known() {
        return !values.isEmpty();
    }

    /** The largest of the values from one second up to another; NaN without any. */
    public double most(double from, double to) {
        return within(from, to, true);
    }

    /** The smallest. */
    public double least(double from, double to) {
        return within(from, to, false);
    }

    private double within(double from, double to, boolean most) {
        double found = Double.NaN;
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            boolean inside = seconds.get(i) >= from && seconds.get(i) <= to && !Double.isNaN(value);
            if (inside && (Double.isNaN(found) || (most ? value > found : value < found))) {
                found = value;
            }
        }
        return found;
    }
}

package dev.throng.runner.verdict.capacity;

import java.time.Duration;
import java.util.Optional;

/**
 * What a search may do.
 *
 * @param unit of all loads
 * @param start load to begin with
 * @param most load that is never gone beyond
 * @param precision the search ends when the limit is known to this share of itself
 * @param step how long a load is judged
 * @param settle how long it is held before that
 * @param mostTime after which the search ends with what it knows
 * @param mostSteps after so many judged steps too
 * @param required capacity that is asked for; less fails the run
 */
public record SearchPlan(
        Unit unit,
        double start,
        double most,
        double precision,
        Duration step,
        Duration settle,
        Duration mostTime,
        int mostSteps,
        Optional<Double> required) {

    /** What load is counted in. */
    public enum Unit {
        /** Users at once, the closed model. */
        USERS,
        /** Arrivals per second, the open model. */
        ARRIVALS
    }

    /** A load that can be driven: users are whole. */
    double drivable(double load) {
        return unit == Unit.USERS ? Math.max(1, Math.round(load)) : load;
    }
}

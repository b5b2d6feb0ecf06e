package dev.throng.runner.plan;

import dev.throng.api.verdict.CapacitySpec;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.script.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    private static final double USUAL_PRECISION = 0.04;
    private static final Duration USUAL_STEP = Duration.ofSeconds(30);
    private static final Duration USUAL_SETTLE = Duration.ofSeconds(10);
    private static final Duration USUAL_TIME = Duration.ofHours(1);
    private static final int STEPS = 12;

    /** Loads from the smallest to the largest that are worth a step of their own. */
    private static final double RANGE = 50;

    /** What a specification asks for; what is wrong with it was said when the plan was compiled. */
    static SearchPlan of(CapacitySpec spec) {
        return of(spec, new Place("spec.capacity", new ArrayList<>()));
    }

    public static SearchPlan of(CapacitySpec spec, Place place) {
        Unit unit = spec.maxUsers() != null ? Unit.USERS : Unit.ARRIVALS;
        double most =
                load(spec.maxUsers(), spec.maxRate(), place.field("maxRate")).orElse(1.0);
        Optional<Double> start = load(spec.startUsers(), spec.startRate(), place.field("startRate"));
        return new SearchPlan(
                unit,
                start.orElse(unit == Unit.USERS ? Math.max(1, Math.round(most / RANGE)) : most / RANGE),
                most,
                spec.precision() == null ? USUAL_PRECISION : spec.precision(),
                Quantity.positive(spec.step(), USUAL_STEP, place.field("step")),
                Quantity.duration(spec.settle(), USUAL_SETTLE, place.field("settle")),
                Quantity.positive(spec.maxTime(), USUAL_TIME, place.field("maxTime")),
                STEPS,
                load(spec.minUsers(), spec.minRate(), place.field("minRate")));
    }

    private static Optional<Double> load(@Nullable Integer users, @Nullable String rate, Place place) {
        return users != null
                ? Optional.of((double) users)
                : Optional.ofNullable(rate).map(text -> Quantity.perSecond(text, place));
    }

    /** A load that can be driven: users are whole. */
    public double drivable(double load) {
        return unit == Unit.USERS ? Math.max(1, Math.round(load)) : load;
    }
}

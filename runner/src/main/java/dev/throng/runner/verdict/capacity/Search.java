package dev.throng.runner.verdict.capacity;

import dev.throng.runner.plan.SearchPlan;
import dev.throng.runner.verdict.capacity.Step.Purpose;
import dev.throng.runner.verdict.capacity.Step.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A search under way: grows until a load breaks the thresholds, then narrows between the highest that held and the lowest
 * that broke. Where a load was plainly too much, what got through says about where the limit is, and the next load is there
 * instead of halfway. After each load that broke it goes back to one that held. Immutable.
 *
 * @param low highest load that held; 0 when none did yet
 * @param high lowest load that broke; infinite when none did yet
 * @param hint of where the limit is, from what got through at {@code high} or a load too close to call; NaN without one
 * @param excess sum over this and earlier tries of the same load, in standard errors
 * @param tries of the load that is driven now
 * @param narrowings how often a load between the two was looked for
 * @param steps done
 */
public record Search(
        SearchPlan plan,
        double low,
        double high,
        double hint,
        double excess,
        int tries,
        int narrowings,
        Optional<Drive> drive,
        Optional<Ending> ending,
        List<Step> steps) {

    private static final int MOST_TRIES = 2;
    private static final int MOST_RECOVERIES = 8;

    /** A target that lets so much less through than it is offered is beyond its limit. */
    private static final double SATURATED = 0.97;

    /** Loads this much below the start are not asked for. */
    private static final double LEAST_OF_START = 0.02;

    private static final double GROWTH = 2;
    private static final double GROWTH_AT_EASE = 3;

    public Search {
        steps = List.copyOf(steps);
    }

    /** The load to be driven, and why. */
    public record Drive(Purpose purpose, double load) {}

    public static Search begin(SearchPlan plan) {
        return new Search(
                plan,
                0,
                Double.POSITIVE_INFINITY,
                Double.NaN,
                0,
                0,
                0,
                Optional.of(new Drive(Purpose.PROBE, plan.drivable(Math.min(plan.start(), plan.most())))),
                Optional.empty(),
                List.of());
    }

    public boolean over() {
        return ending.isPresent();
    }

    /** Ends it before its end. */
    public Search stopped(Ending why) {
        return over() ? this : draft().over(why);
    }

    /** The load that was asked for was driven, and this came of it. */
    public Search judged(Window window) {
        Drive driven = drive.orElseThrow();
        return driven.purpose == Purpose.RECOVERY ? recovered(window) : probed(driven, window);
    }

    private Search probed(Drive driven, Window window) {
        double sum = excess + window.excess();
        int times = tries + 1;
        Window.Call call = Window.call(sum / Math.sqrt(times));
        boolean lastTry = times >= MOST_TRIES || probes() + 1 >= plan.mostSteps();
        boolean close = call == Window.Call.CLOSE && lastTry;
        if (close) {
            call = sum > 0 ? Window.Call.BREAKS : Window.Call.HOLDS;
        }
        Draft next = draft();
        return switch (call) {
            case CLOSE -> {
                next.step(driven, Verdict.CLOSE, window);
                next.excess = sum;
                next.tries = times;
                yield next.drive(new Drive(Purpose.REPEAT, driven.load));
            }
            case HOLDS -> {
                next.step(driven, Verdict.HELD, window);
                next.low = Math.max(low, driven.load);
                next.hint = close ? driven.load : hint;
                yield next.further(window);
            }
            case BREAKS -> {
                boolean blameless = window.generator().isPresent() && !window.down();
                next.step(driven, blameless ? Verdict.GENERATOR : Verdict.BROKE, window);
                if (blameless) {
                    yield next.over(Ending.GENERATOR);
                }
                next.high = Math.min(high, driven.load);
                next.hint = close ? driven.load : hint(driven, window);
                yield next.high / plan.drivable(Math.max(next.low, 1e-9)) <= 1 + plan.precision()
                        ? next.further(window)
                        : next.drive(new Drive(Purpose.RECOVERY, next.safe()));
            }
        };
    }

    /** The load that would have got through. Users can't be read off it: their number decides how much they ask for. */
    private double hint(Drive driven, Window window) {
        boolean saturated = window.good() < SATURATED * driven.load && window.good() > 0;
        return plan.unit() == SearchPlan.Unit.ARRIVALS && saturated ? window.good() : Double.NaN;
    }

    private Search recovered(Window window) {
        Drive driven = drive.orElseThrow();
        boolean back = window.excess() <= 0;
        Draft next = draft();
        next.step(driven, back ? Verdict.HELD : Verdict.BROKE, window);
        next.tries = tries + 1;
        if (back) {
            next.tries = 0;
            return next.further(window);
        }
        return next.tries >= MOST_RECOVERIES
                ? next.over(low == 0 ? Ending.NOTHING_HELD : Ending.NOT_RECOVERED)
                : next.drive(new Drive(Purpose.RECOVERY, plan.drivable(next.safe() / 2)));
    }

    /** How many steps were judged; going back counts as none. */
    public int probes() {
        return (int) steps.stream()
                .filter(step -> step.purpose() != Purpose.RECOVERY)
                .count();
    }

    private Draft draft() {
        return new Draft(this);
    }

    /** The next value in the making. */
    private static final class Draft {
        private final SearchPlan plan;
        private final List<Step> steps;
        private double low;
        private double high;
        private double hint;
        private double excess;
        private int tries;
        private int narrowings;

        Draft(Search before) {
            plan = before.plan;
            steps = new ArrayList<>(before.steps);
            low = before.low;
            high = before.high;
            hint = before.hint;
            narrowings = before.narrowings;
        }

        void step(Drive driven, Verdict verdict, Window window) {
            steps.add(new Step(driven.purpose, verdict, window));
        }

        Search drive(Drive next) {
            return make(Optional.of(next), Optional.empty());
        }

        Search over(Ending why) {
            return make(Optional.empty(), Optional.of(why));
        }

        private Search make(Optional<Drive> drive, Optional<Ending> ending) {
            return new Search(plan, low, high, hint, excess, tries, narrowings, drive, ending, steps);
        }

        /** What to go back to. */
        double safe() {
            return plan.drivable(low > 0 ? low : high / 10);
        }

        Search further(Window last) {
            excess = 0;
            tries = 0;
            if (low >= plan.most()) {
                return over(Ending.MOST_HELD);
            }
            if (narrow()) {
                return over(Ending.FOUND);
            }
            if (low == 0 && high <= Math.max(least(), plan.start() * LEAST_OF_START)) {
                return over(Ending.NOTHING_HELD);
            }
            long judged = steps.stream()
                    .filter(step -> step.purpose() != Purpose.RECOVERY)
                    .count();
            if (judged >= plan.mostSteps()) {
                return over(Ending.STEPS);
            }
            return drive(new Drive(Purpose.PROBE, load(last)));
        }

        private double least() {
            return plan.unit() == SearchPlan.Unit.USERS ? 1 : 0;
        }

        /** Whether nothing is left to find out. */
        private boolean narrow() {
            boolean neighbours = plan.unit() == SearchPlan.Unit.USERS && high - low <= 1;
            return low > 0 && (neighbours || high / low <= 1 + plan.precision() + 1e-9);
        }

        private double load(Window last) {
            if (high == Double.POSITIVE_INFINITY) {
                return plan.drivable(Math.min(plan.most(), low * (last.atEase() ? GROWTH_AT_EASE : GROWTH)));
            }
            double between = low == 0 ? high / GROWTH : between();
            return inside(plan.drivable(Double.isNaN(hint) ? between : nearHint(between)), between);
        }

        /** Halfway, and every other time where a straight line (on logarithmic paper) from the one to the other meets the limit. */
        private double between() {
            double halfway = Math.sqrt(low * high);
            double finest = (1 + plan.precision()) * (1 + plan.precision());
            narrowings++;
            if (narrowings % 2 == 0 || high / low <= finest) {
                return halfway;
            }
            double below = strain(low);
            double above = strain(high);
            if (!(below > 0 && below < 1 && above > 1 && above < Double.POSITIVE_INFINITY)) {
                return halfway;
            }
            double part = Math.log(below) / (Math.log(below) - Math.log(above));
            double crossing = low * Math.pow(high / low, part);
            return Math.clamp(crossing, low * (1 + plan.precision()), high / (1 + plan.precision()));
        }

        /** Of what was nearest to its limit at this load, or furthest beyond. */
        private double strain(double load) {
            return steps.stream()
                    .map(Step::window)
                    .filter(window -> window.load() == load && !window.down())
                    .flatMap(window -> window.objectives().stream())
                    .mapToDouble(Objective::strain)
                    .filter(Double::isFinite)
                    .max()
                    .orElse(Double.NaN);
        }

        /** A little below the hint at first; when that held, a little above; when that held too, it was none. */
        private double nearHint(double between) {
            double precision = plan.precision();
            double below = hint / (1 + precision / 2);
            if (below > low * (1 + precision / 4)) {
                return below;
            }
            return low < hint * (1 + precision / 4) ? low * (1 + precision) : between;
        }

        /** Users are whole and rounding must not ask again for what is known. */
        private double inside(double load, double between) {
            double wanted = load > low && load < high ? load : plan.drivable(between);
            if (plan.unit() == SearchPlan.Unit.USERS) {
                return Math.clamp(wanted, low + 1, high - 1);
            }
            return wanted;
        }
    }
}

package dev.throng.runner.verdict.capacity;

import dev.throng.runner.plan.SearchPlan;
import dev.throng.runner.verdict.capacity.Step.Purpose;
import dev.throng.runner.verdict.capacity.Step.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A search under way: grows until a load breaks the thresholds, then narrows between the highest that held and the lowest
 * that broke. Where a load was plainly too much, what got through says about where the limit is, and the next load is there
 * instead of halfway. After each load that broke it goes back to one that held. Immutable.
 *
 * @param low highest load that held; 0 when none did yet
 * @param high lowest load that broke; infinite when none did yet
 * @param hint of where the limit is, from what got through at {@code high}; NaN without one
 * @param excess sum over this and earlier tries of the same load, in standard errors
 * @param tries of the load that is driven now
 * @param steps done
 */
public record Search(
        SearchPlan plan,
        double low,
        double high,
        double hint,
        double excess,
        int tries,
        Optional<Drive> drive,
        Optional<Ending> ending,
        List<Step> steps) {

    private static final int MOST_TRIES = 2;
    private static final int MOST_RECOVERIES = 8;

    /** A target that lets so much less through than it is offered is beyond its limit. */
    private static final double SATURATED = 0.97;

    /** And one that answers so much less than it is asked is full: what it answers is the most that it can do. */
    private static final double FULL = 0.95;

    /** Loads this much below the start are not asked for. */
    private static final double LEAST_OF_START = 0.02;

    private static final double GROWTH = 2;
    private static final double GROWTH_AT_EASE = 3;

    /** Loads that are no further apart than so many times the precision are near enough for a straight line. */
    private static final double FEW = 2.5;

    /** Standard errors beyond which a load is decided whatever others say. */
    private static final double SURE = 3.5;

    /** Standard errors that hold the truth in 19 of 20 cases. */
    static final double SHOWN = 2;

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
        Draft next = draft();
        return switch (call(sum, times)) {
            case CLOSE -> {
                next.step(driven, Verdict.CLOSE, window);
                yield next.closer(driven, sum, times, window);
            }
            case HOLDS -> {
                next.step(driven, Verdict.HELD, window);
                next.low = Math.max(low, driven.load);
                yield next.further(window);
            }
            case BREAKS -> {
                boolean blameless = window.generator().isPresent() && !window.down();
                next.step(driven, blameless ? Verdict.GENERATOR : Verdict.BROKE, window);
                if (blameless) {
                    yield next.over(Ending.GENERATOR);
                }
                next.high = Math.min(high, driven.load);
                next.hint = Double.isFinite(high) ? Double.NaN : hint(driven, window);
                yield next.narrow() || next.judged() >= plan.mostSteps()
                        ? next.further(window)
                        : next.drive(new Drive(Purpose.RECOVERY, next.safe()));
            }
        };
    }

    /** What is close is left to all loads together, if they can tell; else the sign decides in the end. */
    private Window.Call call(double sum, int times) {
        Window.Call call = Window.call(sum / Math.sqrt(times));
        boolean undecided =
                call == Window.Call.CLOSE && times >= MOST_TRIES && crossing().isEmpty();
        return undecided ? (sum > 0 ? Window.Call.BREAKS : Window.Call.HOLDS) : call;
    }

    /** Where the limit is, told by all loads together; empty as long as they can't. */
    Optional<Crossing> crossing() {
        return Crossing.of(probed(steps));
    }

    /**
     * More than a full target answers it can't hold, unless plainly more held: some do less under too much load. Infinite as
     * long as none was seen full, and for users, who wait.
     */
    double ceiling() {
        return ceiling(plan, steps, low);
    }

    private static double ceiling(SearchPlan plan, List<Step> steps, double low) {
        List<Window> full = plan.unit() == SearchPlan.Unit.USERS
                ? List.of()
                : steps.stream()
                        .filter(step -> step.purpose() != Purpose.RECOVERY && step.verdict() == Verdict.BROKE)
                        .map(Step::window)
                        .filter(window -> !window.down() && window.throughput() < FULL * window.load())
                        .toList();
        double seconds = full.stream().mapToDouble(Window::seconds).sum();
        double answered = full.stream()
                .mapToDouble(window -> window.throughput() * window.seconds())
                .sum();
        double most = answered / seconds;
        return full.isEmpty() || low > most * (1 + plan.precision()) ? Double.POSITIVE_INFINITY : Math.max(low, most);
    }

    private static List<Window> probed(List<Step> steps) {
        return steps.stream()
                .filter(step -> step.purpose() != Purpose.RECOVERY)
                .map(Step::window)
                .toList();
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

        Draft(Search before) {
            plan = before.plan;
            steps = new ArrayList<>(before.steps);
            low = before.low;
            high = before.high;
            hint = before.hint;
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
            return new Search(plan, low, high, hint, excess, tries, drive, ending, steps);
        }

        /** What to go back to. */
        double safe() {
            return plan.drivable(low > 0 ? low : high / 10);
        }

        /** A load that was too close to call: all loads together may tell where the limit is, or it is tried once more. */
        Search closer(Drive driven, double sum, int times, Window last) {
            Optional<Crossing> limit = Crossing.of(probed(steps));
            hint = Double.NaN; // where it was said to be is no sharp edge
            if (limit.isPresent() || judged() >= plan.mostSteps()) {
                return further(last);
            }
            excess = sum;
            tries = times;
            return drive(new Drive(Purpose.REPEAT, driven.load));
        }

        long judged() {
            return probed(steps).size();
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
            if (judged() >= plan.mostSteps()) {
                return over(Ending.STEPS);
            }
            return drive(new Drive(Purpose.PROBE, load(last)));
        }

        private double least() {
            return plan.unit() == SearchPlan.Unit.USERS ? 1 : 0;
        }

        /** Whether nothing is left to find out. */
        private boolean narrow() {
            double finest = 1 + plan.precision() + 1e-9;
            boolean neighbours = plan.unit() == SearchPlan.Unit.USERS && high - low == 1;
            boolean between = low > 0 && sure(Verdict.BROKE, high) && sure(Verdict.HELD, low) && high > low;
            double full = ceiling();
            double least = high <= full * (1 + FEW * plan.precision()) ? Math.min(high, full) : high;
            return between && (neighbours || least / low <= finest)
                    || limit().filter(crossing -> SHOWN * crossing.error() <= plan.precision())
                            .isPresent();
        }

        /** Whether a load was decided beyond doubt. */
        private boolean sure(Verdict verdict, double load) {
            return steps.stream()
                    .anyMatch(step -> step.verdict() == verdict
                            && step.window().load() == load
                            && Math.abs(step.window().excess()) > SURE);
        }

        private Optional<Crossing> limit() {
            return Crossing.of(probed(steps)).filter(crossing -> crossing.load() < plan.most());
        }

        private double ceiling() {
            return Search.ceiling(plan, steps, low);
        }

        private double load(Window last) {
            double from = signs(-1).filter(load -> load < high).max().orElse(0);
            double to = signs(1).filter(load -> load > low).min().orElse(Double.POSITIVE_INFINITY);
            if (to == Double.POSITIVE_INFINITY) {
                return plan.drivable(Math.min(plan.most(), from * (last.atEase() ? GROWTH_AT_EASE : GROWTH)));
            }
            if (low * (1 + plan.precision()) >= ceiling() && high > ceiling() * (1 + FEW * plan.precision())) {
                return ceiling() * (1 + plan.precision()); // is it the most indeed?
            }
            boolean wide = to > from * (1 + FEW * plan.precision());
            double between = wide
                    ? halfway(from, to)
                    : limit().map(crossing -> near(beside(crossing.load()), from, to))
                            .orElseGet(() -> halfway(from, to));
            return inside(plan.drivable(Double.isNaN(hint) ? between : nearHint(between)), halfway(from, to));
        }

        /** A little above where the limit seems to be, or below: on the side of which less is known. A line needs both. */
        private double beside(double limit) {
            double reach = 1 + FEW * plan.precision();
            long above = probed(steps).stream()
                    .filter(window -> window.load() > limit && window.load() < limit * reach)
                    .count();
            long below = probed(steps).stream()
                    .filter(window -> window.load() <= limit && window.load() > limit / reach)
                    .count();
            return above > below ? limit / (1 + plan.precision()) : limit * (1 + plan.precision());
        }

        /** A line through a few points may lead far astray. */
        private double near(double load, double from, double to) {
            double reach = 1 + FEW * plan.precision();
            return load > Math.min(from, to) / reach && load < Math.max(from, to) * reach ? load : halfway(from, to);
        }

        /** Loads by whether more or less than allowed was seen, however surely. */
        private DoubleStream signs(int sign) {
            return probed(steps).stream()
                    .filter(window -> sign * window.excess() > 0)
                    .mapToDouble(Window::load);
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

        /** Between what is beyond doubt; users are whole, and rounding must not ask again for what is known. */
        private double inside(double load, double between) {
            double from = loads(Verdict.HELD).max().orElse(0);
            double to = loads(Verdict.BROKE).min().orElse(Double.POSITIVE_INFINITY);
            if (to <= from) {
                return plan.drivable(between);
            }
            double wanted = load > from && load < to ? load : plan.drivable(between);
            if (plan.unit() == SearchPlan.Unit.USERS) {
                return to - from <= 1 ? wanted : Math.clamp(wanted, from + 1, Math.min(plan.most(), to - 1));
            }
            return wanted > from && wanted < to ? wanted : halfway(from, to);
        }

        private double halfway(double from, double to) {
            return to == Double.POSITIVE_INFINITY
                    ? Math.min(plan.most(), from * GROWTH)
                    : from == 0 ? to / GROWTH : Math.sqrt(from * to);
        }

        private DoubleStream loads(Verdict verdict) {
            return steps.stream()
                    .filter(step -> step.purpose() != Purpose.RECOVERY && step.verdict() == verdict)
                    .mapToDouble(step -> step.window().load())
                    .filter(load -> sure(verdict, load));
        }
    }
}

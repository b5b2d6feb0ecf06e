package dev.throng.runner.verdict.capacity;

import dev.throng.runner.plan.SearchPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param load the highest at which the objectives hold, told by all loads together; as long as they can't tell, the highest
 *     that held; 0 when none did
 * @param least the true capacity may be as low, in 19 of 20 cases
 * @param most or as high; NaN when nobody knows
 * @param upTo lowest load above it that broke; NaN when none did
 * @param required what was asked for
 * @param broken what was missed most at {@code upTo}
 * @param law fitted to the curve; empty when none fits
 * @param kneeLoad load at the law's knee; NaN without one in reach
 * @param generatorBusiest share of time that the generator's busiest loop was busy at the highest load; -1 when unknown
 * @param steps all that was tried, in order
 */
public record Capacity(
        SearchPlan.Unit unit,
        double load,
        double least,
        double most,
        double upTo,
        Optional<Double> required,
        Ending ending,
        Optional<Objective> broken,
        Optional<Scalability> law,
        double kneeLoad,
        double generatorBusiest,
        List<Step> steps) {

    private static final double SPARE = 0.8;

    /** So many times the precision may be the standard error of what all loads together tell. */
    private static final double GOOD_ENOUGH = 4;

    public static Capacity of(Search search) {
        List<Step> steps = search.steps();
        List<Window> windows = steps.stream().map(Step::window).toList();
        Range range = range(search);
        Optional<Window> breaking = steps.stream()
                .filter(step -> step.purpose() != Step.Purpose.RECOVERY)
                .map(Step::window)
                .filter(window -> window.load() > range.load && window.excess() > 0)
                .min(Comparator.comparingDouble(Window::load));
        Optional<Scalability> law = Scalability.of(windows);
        return new Capacity(
                search.plan().unit(),
                range.load,
                range.least,
                range.most,
                breaking.map(Window::load).orElse(Double.NaN),
                search.plan().required(),
                search.ending().orElse(Ending.STOPPED),
                breaking.flatMap(Window::broken),
                law,
                law.map(fit -> kneeLoad(fit, windows)).orElse(Double.NaN),
                windows.stream()
                        .max(Comparator.comparingDouble(Window::load))
                        .map(Window::busiest)
                        .orElse(-1.0),
                steps);
    }

    private record Range(double least, double load, double most) {}

    /** All loads together, if they tell it well enough; else what held and what did not. */
    private static Range range(Search search) {
        SearchPlan plan = search.plan();
        double broke = Double.isFinite(search.high()) ? search.high() : Double.NaN;
        return search.crossing()
                .filter(crossing -> crossing.error() <= GOOD_ENOUGH * plan.precision() && crossing.load() < plan.most())
                .map(crossing -> range(search, crossing))
                .orElseGet(() -> Double.isFinite(search.ceiling())
                        ? full(search)
                        : new Range(search.low(), search.low(), broke));
    }

    /** Near the most that a target can do, whether a load holds for a while is luck: a queue needs time to grow. */
    private static Range full(Search search) {
        double finest = 1 + search.plan().precision();
        return new Range(
                whole(search.plan(), search.low() / finest),
                search.low(),
                Math.min(search.high(), search.ceiling() * finest));
    }

    /** What was not told as exactly as was asked for is not beyond what plainly held or broke. */
    private static Range range(Search search, Crossing crossing) {
        SearchPlan plan = search.plan();
        double most = Math.min(plan.most(), search.ceiling());
        double factor = Math.exp(Search.SHOWN * crossing.error());
        boolean vague = Search.SHOWN * crossing.error() > plan.precision() && search.low() < search.high();
        double floor = vague ? search.low() : 0;
        double ceiling = vague ? Math.min(search.high(), most) : most;
        return new Range(
                whole(plan, Math.clamp(crossing.load() / factor, floor, ceiling)),
                whole(plan, Math.clamp(crossing.load(), floor, ceiling)),
                Math.clamp(crossing.load() * factor, floor, ceiling));
    }

    /** The next lower load that can be driven. */
    private static double whole(SearchPlan plan, double load) {
        return plan.unit() == SearchPlan.Unit.USERS ? Math.floor(load + 1e-9) : load;
    }

    /** Between the two loads at which concurrency was next to the knee's; NaN when no load came that far. */
    private static double kneeLoad(Scalability law, List<Window> windows) {
        double knee = law.knee();
        Optional<Window> below = windows.stream()
                .filter(window -> window.concurrency() <= knee)
                .max(Comparator.comparingDouble(Window::concurrency));
        Optional<Window> above = windows.stream()
                .filter(window -> window.concurrency() > knee)
                .min(Comparator.comparingDouble(Window::concurrency));
        if (below.isEmpty() || above.isEmpty()) {
            return Double.NaN;
        }
        double part = (knee - below.get().concurrency())
                / (above.get().concurrency() - below.get().concurrency());
        return below.get().load() + part * (above.get().load() - below.get().load());
    }

    /** Whether the generator had something left at the highest load; empty when nobody knows. */
    public Optional<Boolean> generatorHadMore() {
        return generatorBusiest < 0
                ? Optional.empty()
                : Optional.of(ending != Ending.GENERATOR && generatorBusiest < SPARE);
    }

    /** What was found, as a person would say it. */
    public String sentence() {
        return new Sentence(this).text();
    }

    /** Whether as much held as was asked for, or anything at all when nothing was. */
    public boolean enough() {
        return load > 0 && load >= required.orElse(0.0) * (1 - 1e-9);
    }
}

package dev.throng.runner.verdict.capacity;

import dev.throng.runner.plan.SearchPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param load highest load that held; 0 when none did
 * @param upTo lowest load that broke: the limit is between the two; NaN when none broke
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
        double upTo,
        Optional<Double> required,
        Ending ending,
        Optional<Objective> broken,
        Optional<Scalability> law,
        double kneeLoad,
        double generatorBusiest,
        List<Step> steps) {

    private static final double SPARE = 0.8;

    public static Capacity of(Search search) {
        List<Step> steps = search.steps();
        List<Window> windows = steps.stream().map(Step::window).toList();
        Optional<Window> breaking = steps.stream()
                .filter(step ->
                        step.purpose() != Step.Purpose.RECOVERY && step.window().load() == search.high())
                .map(Step::window)
                .reduce((earlier, later) -> later);
        Optional<Scalability> law = Scalability.of(windows);
        return new Capacity(
                search.plan().unit(),
                search.low(),
                Double.isFinite(search.high()) ? search.high() : Double.NaN,
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

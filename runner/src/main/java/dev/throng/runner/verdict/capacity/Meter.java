package dev.throng.runner.verdict.capacity;

import dev.throng.runner.plan.Threshold;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures a window: what came back second by second, by request name, over all workers. Confined to one thread.
 */
public final class Meter {
    private static final double DOWN = 0.5;
    private static final int DOWN_SECONDS = 5;
    private static final int HOPELESS_SECONDS = 10;
    private static final double HOPELESS = 8;

    private final List<Threshold> thresholds;
    private final TreeMap<Long, Map<String, Second>> seconds = new TreeMap<>();

    public Meter(List<Threshold> thresholds) {
        this.thresholds = List.copyOf(thresholds);
    }

    /** Some requests that ended in this second of the stage clock. */
    public void add(long second, String name, long requests, long failures, LatencyHistogram response) {
        seconds.computeIfAbsent(second, unused -> new TreeMap<>())
                .computeIfAbsent(name, unused -> new Second())
                .add(requests, failures, response);
    }

    /** Forgets all before this second. */
    public void forgetBefore(long second) {
        seconds.headMap(second, false).clear();
    }

    /**
     * What was measured from one second up to another, which it does not include.
     *
     * @param load that was driven
     * @param generator why the generator was the bottleneck; empty when it was not
     */
    public Window window(double load, long from, long to, Optional<String> generator, double busiest) {
        List<Second> all = of(Optional.empty(), from, to);
        Second sum = Second.sum(all);
        LatencyHistogram times = sum.response();
        double length = Math.max(1, to - from);
        double throughput = sum.requests() / length;
        return new Window(
                load,
                from,
                to,
                throughput,
                (sum.requests() - sum.failures()) / length,
                times.percentileMillis(50),
                times.percentileMillis(95),
                times.percentileMillis(99),
                times.total() == 0 ? 0 : (double) sum.failures() / times.total(),
                times.total() == 0 ? 0 : throughput * times.meanMillis() / 1000,
                thresholds.stream()
                        .map(threshold -> objective(threshold, from, to))
                        .toList(),
                isDown(from, to),
                generator,
                busiest);
    }

    private List<Second> of(Optional<String> name, long from, long to) {
        List<Second> list = new ArrayList<>();
        for (long second = from; second < to; second++) {
            Map<String, Second> names = seconds.getOrDefault(second, Map.of());
            list.add(name.isPresent() ? names.getOrDefault(name.get(), new Second()) : Second.sum(names.values()));
        }
        return list;
    }

    private Objective objective(Threshold threshold, long from, long to) {
        List<Second> about = of(threshold.name(), from, to);
        Second sum = Second.sum(about);
        double measured = Measured.of(threshold.metric(), sum, (double) (to - from));
        Objectives.Standing standing = Objectives.standing(threshold, about);
        return new Objective(
                threshold.expression(),
                threshold.name(),
                measured,
                Measured.text(threshold.metric(), measured),
                threshold.limit(),
                threshold.name().isPresent() ? Optional.empty() : worst(threshold, from, to),
                standing.excess(),
                threshold.limit() > 0 && Objectives.upper(threshold) ? measured / threshold.limit() : Double.NaN,
                standing.ratio(),
                standing.error());
    }

    private Optional<String> worst(Threshold threshold, long from, long to) {
        List<String> names = seconds.subMap(from, to).values().stream()
                .flatMap(byName -> byName.keySet().stream())
                .distinct()
                .toList();
        return names.size() < 2
                ? Optional.empty()
                : names.stream()
                        .max((a, b) -> Double.compare(
                                Objectives.excess(threshold, of(Optional.of(a), from, to)),
                                Objectives.excess(threshold, of(Optional.of(b), from, to))));
    }

    /** Whether a load is so plainly too much that it need not be held any longer. */
    public boolean isHopeless(long from, long to) {
        return isDown(from, to)
                || (to - from >= HOPELESS_SECONDS
                        && thresholds.stream()
                                .anyMatch(threshold ->
                                        Objectives.excess(threshold, of(threshold.name(), from, to)) > HOPELESS));
    }

    /** Whether hardly anything came back in the last seconds: most failed, or there was nothing at all. */
    public boolean isDown(long from, long to) {
        if (to - from < DOWN_SECONDS) {
            return false;
        }
        Second last = Second.sum(of(Optional.empty(), to - DOWN_SECONDS, to));
        return last.requests() == 0 || last.failures() > DOWN * last.requests();
    }
}

package dev.throng.runner.sizing;

import dev.throng.runner.plan.LoadPart;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.shape.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Parts of a plan's load, each twice as large as the one before, the last one the whole; all loads of the plan grow together.
 *
 * @param peaks of the plan's loads, in their order
 * @param parts shares of the peaks, ascending; the last one is 1
 */
record Staircase(List<Peak> peaks, List<Double> parts) {
    /** How long a part is driven. */
    static final Duration STEP = Duration.ofSeconds(4);

    /** So much to begin with: a process that has just started is slow. */
    private static final double FIRST = 20;

    private static final int ADVANCE = 2;

    /** What is measured of the last step is there so much later. */
    private static final Duration REPORTED = Duration.ofSeconds(2);

    /** Of a plan with a load; of one that searches for it, the most that it may come to. */
    static Staircase of(Plan plan) {
        List<Peak> peaks = plan.search()
                .map(search -> List.of(Peak.of(search)))
                .orElseGet(() -> plan.shape().orElseThrow().parts().stream()
                        .map(Peak::of)
                        .toList());
        double largest = peaks.stream().mapToDouble(Peak::amount).max().orElse(0);
        List<Double> parts = new ArrayList<>();
        for (double part = FIRST; part < largest; part *= ADVANCE) {
            parts.add(part / largest);
        }
        parts.add(1.0);
        return new Staircase(peaks, List.copyOf(parts));
    }

    Duration length() {
        return STEP.multipliedBy(parts.size()).plus(REPORTED);
    }

    /** The plan with this load instead of its own, and nothing that judges it. */
    Plan over(Plan plan) {
        List<Shape> loads = new ArrayList<>();
        for (LoadPart load : plan.loads()) {
            loads.add(stairs(peaks.get(load.index()), load.maxOpenUsers(), plan.seed()));
        }
        return plan.calibrating(Shapes.sideBySide(loads), new Phase(0, "calibration", false, 0, length().toNanos()));
    }

    private Shape stairs(Peak peak, int maxUsers, long seed) {
        return Shapes.stages(
                parts.stream().map(part -> stair(peak, part, maxUsers)).toList(), seed);
    }

    private static Stage stair(Peak peak, double part, int maxUsers) {
        long length = (part < 1 ? STEP : STEP.plus(REPORTED)).toNanos();
        if (peak.users() == 0) {
            double rate = peak.rate() * part;
            return new Stage.Arrive(length, OptionalDouble.of(rate), rate, false, maxUsers);
        }
        int users = (int) Math.ceil(peak.users() * part);
        return new Stage.Spawn(length, users, users);
    }
}

package dev.throng.runner.sizing;

import dev.throng.runner.cluster.Run;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.Result;
import dev.throng.runner.sizing.Sizing.Cost;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.timeline.ResourceUse;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.stats.total.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A short run from this process that finds out what a load costs: more and more of the load, until what a part of it costs
 * tells what the whole would. The target sees these requests too, setup and teardown of the plan included; never more of them
 * at once than the run itself makes.
 */
public final class Calibration {
    private static final long STEP_SECONDS = Staircase.STEP.toSeconds();

    /** Of its periods; the limit is that of a process that is called unhealthy. */
    private static final double THROTTLED = 0.05;

    private static final double AT_ITS_LIMIT = 0.95;

    private final Staircase stairs;
    private final List<Cost> costs = new ArrayList<>();

    private Calibration(Plan whole) {
        this.stairs = Staircase.of(whole);
    }

    /** It came to nothing: the target was out of reach, or the users' code failed. */
    public static final class FailedException extends Exception {
        FailedException(String why) {
            super(why);
        }
    }

    /** The longest that it may take. */
    public static Duration longest(Plan whole) {
        return Staircase.of(whole).length();
    }

    /**
     * Takes as long as it takes, up to {@link #longest} and the plan's grace period.
     *
     * @param whole a plan with a load
     * @param start begins a run in this process
     * @throws FailedException nothing can be told
     */
    public static Sizing of(Plan whole, Function<Plan, Run> start) throws InterruptedException, FailedException {
        Calibration calibration = new Calibration(whole);
        Run run = start.apply(calibration.stairs.over(whole));
        run.onTick(live -> calibration.look(run, live));
        try {
            return calibration.told(run.result().get());
        } catch (ExecutionException bug) {
            throw new IllegalStateException("the calibration ended without a result", bug.getCause());
        }
    }

    private Sizing told(Result result) throws FailedException {
        Result.NameResult made = result.warmup();
        if (costs.isEmpty()) {
            throw new FailedException(result.verdict().message());
        }
        if (made.failures() == made.requests()) {
            throw new FailedException(result.failures().stream()
                    .findFirst()
                    .map(failure -> "every request failed: " + failure.message())
                    .orElse("there was no request"));
        }
        return Sizing.of(costs, load());
    }

    /** On the run's thread. */
    private void look(Run run, Live live) {
        long seconds = Duration.ofNanos(live.elapsedNanos()).toSeconds();
        if (live.state() != Live.State.WARMING_UP || seconds < STEP_SECONDS * (costs.size() + 1)) {
            return;
        }
        var unused = run.ask(Calibration::busy)
                .thenAccept(busy -> busy.ifPresent(share -> {
                    costs.add(new Cost(stairs.parts().get(costs.size()), share));
                    if (Sizing.told(costs)) {
                        run.stop(Run.StopReason.END);
                    }
                }));
    }

    /** Mean over the last seconds of the step; the first one is of users who come. */
    private static Optional<Double> busy(Totals totals) {
        List<ResourceUse> seconds = totals.recent().resourceUse();
        double busy = seconds.stream()
                .skip(Math.max(0, seconds.size() - (STEP_SECONDS - 1)))
                .mapToDouble(Calibration::busy)
                .filter(share -> share >= 0)
                .average()
                .orElse(-1);
        return busy < 0 ? Optional.empty() : Optional.of(busy);
    }

    private static double busy(ResourceUse second) {
        double busy = Math.max(second.cpu(), second.busiestLoop());
        return second.throttled() > THROTTLED ? Math.max(AT_ITS_LIMIT, busy) : busy;
    }

    private String load() {
        return String.join(
                " and ",
                IntStream.range(0, stairs.peaks().size())
                        .mapToObj(index -> words(stairs.peaks().get(index)))
                        .toList());
    }

    private static String words(Peak peak) {
        return peak.users() > 0 ? Figure.of(peak.users(), "user") : Figure.rate(peak.rate());
    }
}

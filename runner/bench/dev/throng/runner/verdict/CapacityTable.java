package dev.throng.runner.verdict;

import dev.throng.runner.plan.SearchPlan;
import dev.throng.runner.verdict.capacity.SimulatedTarget;
import dev.throng.runner.verdict.capacity.SimulatedTarget.Found;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;

/** How near a search comes to the capacity of targets of which it can be calculated. */
final class CapacityTable {
    private CapacityTable() {}

    static void print(int seeds) {
        System.out.printf(
                "%nCapacity: %d searches each, steps of 30 s, precision 4 %%%n%-34s %8s %10s %12s %10s %10s%n",
                seeds, "target", "truth", "within 5 %", "worst", "steps", "minutes");
        row(
                seeds,
                "queue, 4 × 50/s, p95 < 100 ms",
                2000,
                SearchPlan.Unit.ARRIVALS,
                seed -> new SimulatedTarget.Queue(4, 50, 100, seed));
        row(
                seeds,
                "queue, 8 × 100/s, p95 < 60 ms",
                5000,
                SearchPlan.Unit.ARRIVALS,
                seed -> new SimulatedTarget.Queue(8, 100, 60, seed));
        row(
                seeds,
                "queue, 8 × 120/s, p95 < 30 ms",
                5000,
                SearchPlan.Unit.ARRIVALS,
                seed -> new SimulatedTarget.Queue(8, 120, 30, seed));
        row(
                seeds,
                "queue, 16 × 20/s, p95 < 500 ms",
                1000,
                SearchPlan.Unit.ARRIVALS,
                seed -> new SimulatedTarget.Queue(16, 20, 500, seed));
        row(
                seeds,
                "limit of 130/s, failures < 1 %",
                5000,
                SearchPlan.Unit.ARRIVALS,
                seed -> new SimulatedTarget.RateLimited(130, seed));
        row(
                seeds,
                "limit of 800/s, failures < 1 %",
                1000,
                SearchPlan.Unit.ARRIVALS,
                seed -> new SimulatedTarget.RateLimited(800, seed));
        row(
                seeds,
                "20 connections, failures < 1 %",
                1000,
                SearchPlan.Unit.ARRIVALS,
                seed -> new SimulatedTarget.ConnectionLimited(20, 0.1, seed));
        row(
                seeds,
                "100 connections, failures < 1 %",
                4000,
                SearchPlan.Unit.ARRIVALS,
                seed -> new SimulatedTarget.ConnectionLimited(100, 0.2, seed));
        row(
                seeds,
                "users before 4 × 50/s, p95 < 100 ms",
                2000,
                SearchPlan.Unit.USERS,
                seed -> new SimulatedTarget.ClosedQueue(4, 50, 100, seed));
    }

    private static void row(
            int seeds, String name, double most, SearchPlan.Unit unit, LongFunction<SimulatedTarget> target) {
        SearchPlan plan = new SearchPlan(
                unit,
                most / 50,
                most,
                0.04,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                12,
                Optional.empty());
        double truth = target.apply(0).truth();
        int within = 0;
        double worst = 0;
        int mostSteps = 0;
        long steps = 0;
        long seconds = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Found found = target.apply(seed).search(plan);
            double error = found.capacity() / truth - 1;
            within += Math.abs(error) <= 0.05 ? 1 : 0;
            worst = Math.abs(error) > Math.abs(worst) ? error : worst;
            mostSteps = Math.max(mostSteps, found.steps());
            steps += found.steps();
            seconds += found.seconds();
        }
        System.out.printf(
                "%-34s %8.1f %10s %+11.1f%% %5.1f ≤ %2d %10.1f%n",
                name,
                truth,
                within + " of " + seeds,
                100 * worst,
                (double) steps / seeds,
                mostSteps,
                seconds / 60.0 / seeds);
    }
}

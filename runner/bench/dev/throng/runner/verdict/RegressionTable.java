package dev.throng.runner.verdict;

import dev.throng.runner.verdict.regression.Regression;
import dev.throng.runner.verdict.regression.SimulatedRun;
import dev.throng.runner.verdict.regression.SimulatedRun.Noise;

/** How often two equal runs are called a regression, and how often a true one is found, by the kind of noise. */
final class RegressionTable {
    private RegressionTable() {}

    static void print(int pairs) {
        System.out.printf(
                "%nRegression: %d pairs of runs, 60 s of 100/s, two names, tolerance 5 %%%n%-22s %14s %14s %14s %14s%n",
                pairs, "noise", "equal: alarms", "+10 %: called", "+10 %: p95", "+20 %: p95");
        for (Noise noise : Noise.values()) {
            int alarms = 0;
            int called = 0;
            int ten = 0;
            int twenty = 0;
            for (int i = 0; i < pairs; i++) {
                Regression.Run before = SimulatedRun.of(noise, 1, 3L * i);
                alarms += compare(before, SimulatedRun.of(noise, 1, 3L * i + 1)).regression() ? 1 : 0;
                Comparison slower = compare(before, SimulatedRun.of(noise, 1.1, 3L * i + 2));
                called += slower.regression() ? 1 : 0;
                ten += found(slower) ? 1 : 0;
                twenty += found(compare(before, SimulatedRun.of(noise, 1.2, 3L * i + 2))) ? 1 : 0;
            }
            System.out.printf(
                    "%-22s %13.1f%% %13.1f%% %13.1f%% %13.1f%%%n",
                    noise.name().toLowerCase().replace('_', ' '),
                    100.0 * alarms / pairs,
                    100.0 * called / pairs,
                    100.0 * ten / pairs,
                    100.0 * twenty / pairs);
        }
    }

    private static Comparison compare(Regression.Run before, Regression.Run now) {
        return Regression.compare(before, now, Regression.TOLERANCES);
    }

    private static boolean found(Comparison comparison) {
        return comparison.rows().stream()
                .anyMatch(row -> row.metric().equals("p95") && row.name().isEmpty() && !row.passed());
    }
}

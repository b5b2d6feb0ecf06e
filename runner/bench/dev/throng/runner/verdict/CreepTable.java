package dev.throng.runner.verdict;

import dev.throng.runner.verdict.history.History;
import dev.throng.runner.verdict.history.Past;
import dev.throng.runner.verdict.regression.Regression;
import dev.throng.runner.verdict.regression.SimulatedRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How often a creep over many runs is called, and how soon; how often runs that are alike are said to creep. */
final class CreepTable {
    private static final int RUNS = 8;
    private static final int LONG = 20;
    private static final int LEAST = 6;

    private CreepTable() {}

    static void print(int histories) {
        System.out.printf(
                "%nCreep: %d histories of runs of 60 s of 100/s, tolerance 5 %%%n%-22s %14s %14s %14s %14s%n",
                histories, "noise", "alike: alarms", "+2 %/run: 6th", "7th", "8th run");
        for (SimulatedRun.Noise noise : SimulatedRun.Noise.values()) {
            int alarms = 0;
            int[] called = new int[RUNS + 1];
            for (int i = 0; i < histories; i++) {
                alarms += alarms(noise, 1, LONG, 1_000L * i);
                int first = first(noise, 1.02, RUNS, 1_000L * i + 500);
                for (int run = first; run <= RUNS; run++) {
                    called[run]++;
                }
            }
            System.out.printf(
                    "%-22s %13.2f%% %13.1f%% %13.1f%% %13.1f%%%n",
                    noise.name().toLowerCase().replace('_', ' '),
                    100.0 * alarms / histories / (LONG - LEAST + 1),
                    100.0 * called[6] / histories,
                    100.0 * called[7] / histories,
                    100.0 * called[8] / histories);
        }
    }

    private static int alarms(SimulatedRun.Noise noise, double perRun, int runs, long seed) {
        List<Past> past = new ArrayList<>();
        int alarms = 0;
        for (int i = 0; i < runs; i++) {
            Past now = past(noise, Math.pow(perRun, i), seed + i, i);
            alarms += History.of(past, now, Regression.TOLERANCES).creeps().isEmpty() ? 0 : 1;
            past.add(now);
        }
        return alarms;
    }

    /** The run that is the first to be called; one more than there are when none is. */
    private static int first(SimulatedRun.Noise noise, double perRun, int runs, long seed) {
        List<Past> past = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            Past now = past(noise, Math.pow(perRun, i), seed + i, i);
            if (!History.of(past, now, Regression.TOLERANCES).creeps().isEmpty()) {
                return i + 1;
            }
            past.add(now);
        }
        return runs + 1;
    }

    private static Past past(SimulatedRun.Noise noise, double slowness, long seed, int number) {
        Regression.Run run = SimulatedRun.of(noise, slowness, seed);
        return new Past(
                "run-" + number,
                Instant.EPOCH.plusSeconds(number),
                true,
                run.total().response().percentileMillis(50),
                run.total().response().percentileMillis(95),
                run.total().response().percentileMillis(99),
                (double) run.total().failures() / run.total().requests(),
                run.total().requests() / run.total().seconds());
    }
}

package dev.throng.runner.verdict;

import dev.throng.runner.verdict.drift.SimulatedSeries;
import dev.throng.runner.verdict.drift.SimulatedSeries.Course;

/** How often a course of a figure is called a drift, by how the noise around it depends on itself. */
final class DriftTable {
    private DriftTable() {}

    static void print(int seeds) {
        System.out.printf("%nDrift: %d series of 30 min, 5 %% noise, called a trend (a leak)%n%-28s", seeds, "course");
        double[] correlations = {0, 0.5, 0.8, 0.9};
        for (double correlation : correlations) {
            System.out.printf(" %15s", "correlation " + correlation);
        }
        System.out.println();
        for (Course course : Course.values()) {
            System.out.printf("%-28s", course.name().toLowerCase().replace('_', ' '));
            for (double correlation : correlations) {
                int trends = 0;
                int leaks = 0;
                for (int seed = 0; seed < seeds; seed++) {
                    SimulatedSeries series = SimulatedSeries.of(course, correlation, 0.05, seed);
                    trends += series.hasTrend() ? 1 : 0;
                    leaks += series.leaks() ? 1 : 0;
                }
                System.out.printf(" %15s", 100 * trends / seeds + " % (" + 100 * leaks / seeds + " %)");
            }
            System.out.println();
        }
    }
}

package dev.throng.runner.verdict;

import dev.throng.runner.stats.Tally;
import dev.throng.runner.verdict.Verdict.Grade;
import dev.throng.runner.verdict.Verdict.Grading;
import java.util.Comparator;
import java.util.List;

/**
 * Good, acceptable or poor by the usual targets for an API:
 *
 * <table>
 * <caption>below</caption>
 * <tr><th>metric</th><th>good</th><th>acceptable</th></tr>
 * <tr><td>p50</td><td>100 ms</td><td>200 ms</td></tr>
 * <tr><td>p95</td><td>300 ms</td><td>500 ms</td></tr>
 * <tr><td>p99</td><td>500 ms</td><td>1000 ms</td></tr>
 * <tr><td>error rate</td><td>0.1 %</td><td>1 %</td></tr>
 * </table>
 *
 * <p>The usual table calls a time poor from about twice the acceptable limit on and says nothing of what is between. Here
 * there is no gap: what is not acceptable is poor. A value at a limit is not below it. When every request failed, their
 * times have no grade.
 */
public final class Grades {
    private Grades() {}

    /** Four rows, in the table's order. */
    public static List<Grading> of(Tally judged) {
        return List.of(
                grade("p50", time(judged, 50), 100, 200),
                grade("p95", time(judged, 95), 300, 500),
                grade("p99", time(judged, 99), 500, 1000),
                grade("error rate", judged.response().total() == 0 ? Double.NaN : judged.failureRate(), 0.001, 0.01));
    }

    /** How fast everything failed is no good news. */
    private static double time(Tally judged, double percent) {
        return judged.failureRate() == 1 ? Double.NaN : judged.response().percentileMillis(percent);
    }

    private static Grading grade(String metric, double measured, double good, double acceptable) {
        return new Grading(metric, measured, good, acceptable, grade(measured, good, acceptable));
    }

    private static Grade grade(double measured, double good, double acceptable) {
        if (Double.isNaN(measured)) {
            return Grade.NONE;
        }
        return measured < good ? Grade.GOOD : measured < acceptable ? Grade.ACCEPTABLE : Grade.POOR;
    }

    /** The worst of them. */
    static Grade worst(List<Grading> gradings) {
        return gradings.stream()
                .map(Grading::grade)
                .filter(grade -> grade != Grade.NONE)
                .max(Comparator.naturalOrder())
                .orElse(Grade.NONE);
    }
}

package dev.throng.runner.verdict;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A run beside an earlier one.
 *
 * @param rows overall first, then by name; none when the runs can't be compared
 * @param refused why they can't be compared, a sentence each; empty when they can
 */
public record Comparison(String baselineRun, Instant baselineAt, List<Compared> rows, List<String> refused) {
    public Comparison {
        refused = Objects.requireNonNullElse(refused, List.of()); // results written before it was there
    }

    /** Two runs that say nothing about each other. */
    public static Comparison refused(String baselineRun, Instant baselineAt, List<String> why) {
        return new Comparison(baselineRun, baselineAt, List.of(), why);
    }

    /** Whether something became worse by more than is tolerated and more than chance explains. */
    public boolean regression() {
        return rows.stream().anyMatch(row -> !row.passed());
    }

    /** The rows that did not pass, one sentence each. */
    public List<String> regressions() {
        return rows.stream().filter(row -> !row.passed()).map(Compared::message).toList();
    }

    /**
     * @param name request name; all requests when empty
     * @param change relative: 0.1 is ten percent more than before; for the failure rate the difference itself
     * @param changeLow from here the true change may be, in 19 of 20 cases; NaN when nobody can tell
     * @param changeHigh to here; NaN as before, such as for few requests
     * @param tolerance in the direction that is worse
     * @param beyondChance whether the difference is larger than what two runs of the same differ by
     */
    public record Compared(
            String metric,
            Optional<String> name,
            double before,
            double now,
            double change,
            double changeLow,
            double changeHigh,
            double tolerance,
            boolean beyondChance,
            boolean passed,
            String message) {}
}

package dev.throng.runner.verdict;

import java.util.List;
import java.util.Optional;

/**
 * What the run is worth.
 *
 * @param reason in CamelCase, as on the Finished condition: Passed, ThresholdsFailed, Aborted, Broken, GeneratorUnhealthy
 * @param message one sentence with the measured values against the limits
 * @param exitCode as the command line's contract says
 * @param grade the worst of {@code grading}
 */
public record Verdict(
        Outcome outcome,
        String reason,
        String message,
        int exitCode,
        Grade grade,
        List<ThresholdResult> thresholds,
        List<Grading> grading) {

    public enum Outcome {
        PASSED,
        FAILED,
        /** The run broke, was interrupted, or the generator was the bottleneck. */
        UNKNOWN
    }

    public enum Grade {
        GOOD,
        ACCEPTABLE,
        POOR,
        /** No samples. */
        NONE
    }

    /** One row of the grade table: p50, p95, p99, error rate. */
    public record Grading(String metric, double measured, Grade grade) {}

    /**
     * @param measured in the limit's unit; NaN when there was no sample
     * @param measuredText with unit, for people
     */
    public record ThresholdResult(
            String expression,
            Optional<String> name,
            double measured,
            String measuredText,
            double limit,
            boolean passed,
            String message) {}
}

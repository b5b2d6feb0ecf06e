package dev.throng.runner.verdict;

import dev.throng.runner.stats.Figure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the run is worth.
 *
 * @param reason in CamelCase, as on the Finished condition: Passed, ThresholdsFailed, Aborted, Broken, GeneratorUnhealthy,
 *     Uncertain
 * @param message one sentence with the measured values against the limits: what a person would say first, everywhere the same
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

    /** The same in other words. */
    public Verdict saying(String words) {
        return new Verdict(outcome, reason, words, exitCode, grade, thresholds, grading);
    }

    public enum Outcome {
        PASSED,
        FAILED,
        /** The run broke, was interrupted, the generator was the bottleneck, or what is not known could have turned it. */
        UNKNOWN
    }

    public enum Grade {
        GOOD,
        ACCEPTABLE,
        POOR,
        /** No samples. */
        NONE
    }

    /**
     * One row of the grade table: p50, p95, p99 in milliseconds, error rate from 0 to 1.
     *
     * @param name of the requests, when it is not about all of them
     * @param measured NaN when there was no sample
     * @param good below this it is good
     * @param acceptable below this it is acceptable, from there on poor
     */
    public record Grading(
            String metric, Optional<String> name, double measured, double good, double acceptable, Grade grade) {
        public Grading {
            name = Objects.requireNonNullElse(name, Optional.empty()); // results written before there were any
        }

        /** What it is about: {@code p95}, or {@code p95 of /search}. */
        public String title() {
            return metric + name.map(requests -> " of " + requests).orElse("");
        }

        /** The measured value with its unit. */
        public String measuredText() {
            return text(measured);
        }

        private String text(double value) {
            return isTime() ? Figure.millis(value) : Figure.share(value);
        }

        /** A limit of this row as it was set, however small it is: {@code 300 ms}, {@code 0.25 ms}, {@code 1 %}. */
        public String limitText(double limit) {
            return isTime() ? Thresholds.trimmed(limit) + " ms" : Thresholds.trimmed(limit * 100) + " %";
        }

        private boolean isTime() {
            return metric.startsWith("p") || metric.equals("mean");
        }
    }

    /**
     * @param measured in the limit's unit; NaN when there was no sample
     * @param measuredText with unit, for people
     * @param message one sentence: what was measured against which limit, or why nothing could be
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

package dev.throng.runner.plan;

import dev.throng.runner.plan.step.Comparison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One condition of the verdict.
 *
 * @param expression as written: {@code p95 < 500ms}
 * @param metric what is measured
 * @param limit in the metric's unit: milliseconds, a ratio from 0 to 1, a count, or per second
 * @param name request name it is about; all requests when empty
 * @param scope what else tells them apart
 * @param abortOnFail stops the run as soon as it is missed, {@code after} that much of the judged time
 */
public record Threshold(
        String expression,
        Metric metric,
        Comparison comparison,
        double limit,
        Optional<String> name,
        boolean abortOnFail,
        Duration after,
        boolean allowNoSamples,
        Scope scope) {

    /** About all users, stages and answers, over the whole run. */
    public Threshold(
            String expression,
            Metric metric,
            Comparison comparison,
            double limit,
            Optional<String> name,
            boolean abortOnFail,
            Duration after,
            boolean allowNoSamples) {
        this(expression, metric, comparison, limit, name, abortOnFail, after, allowNoSamples, Scope.ALL);
    }

    /** Which requests, for people; empty when it is about all of them over the whole run. */
    public Optional<String> about() {
        if (metric instanceof Own own) {
            return Optional.of(own.name());
        }
        List<String> words = new ArrayList<>();
        name.ifPresent(words::add);
        words.addAll(scope.words());
        scope.window().ifPresent(length -> words.add("over " + length));
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
    }

    /** As the subject of a sentence, after the metric: {@code of /items, user Visitor over 30 s}; may be empty. */
    public String subject() {
        if (metric instanceof Own own) {
            return " of " + own.name();
        }
        List<String> words = new ArrayList<>();
        name.ifPresent(words::add);
        words.addAll(scope.words());
        return (words.isEmpty() ? "" : " of " + String.join(", ", words))
                + scope.window().map(length -> " over " + length).orElse("");
    }

    /** Whether a larger value is a worse one. */
    public boolean isUpperLimit() {
        return switch (comparison) {
            case LESS, LESS_OR_EQUAL -> true;
            case GREATER, GREATER_OR_EQUAL -> false;
        };
    }

    /** A measured quantity of the judged requests. */
    public sealed interface Metric {}

    /** Response time at a percentile (0 &lt; p ≤ 100) in milliseconds. */
    public record Percentile(double p) implements Metric {}

    /**
     * Of a metric of the scenario's own.
     *
     * @param name as the scenario calls it
     * @param p with {@link Measure#PERCENTILE}, as in {@link Percentile}; 0 else
     */
    public record Own(String name, Measure measure, double p) implements Metric {
        /** Limits are in the metric's own unit; of groups, milliseconds. */
        public enum Measure {
            PERCENTILE,
            MIN,
            MEAN,
            MAX,
            /** Of all values. */
            SUM,
            /** How many values there were. */
            COUNT,
            /** Share of true ones, from 0 to 1. */
            RATE,
            /** How many of a group's failed. */
            FAILURES,
            /** Share of a group's that failed, from 0 to 1. */
            FAILURE_RATE
        }
    }

    public enum Simple implements Metric {
        MIN,
        MEAN,
        MAX,
        FAILURE_RATE,
        FAILURES,
        REQUESTS,
        RPS,
        /** Of all requests, those whose answer has the scope's status. */
        SHARE,
        /** Uncaught problems of scenario code, over the whole run. */
        EXCEPTIONS;

        /** Whether it counts what went wrong. */
        public boolean isOfFailures() {
            return this == FAILURE_RATE || this == FAILURES || this == EXCEPTIONS;
        }
    }
}

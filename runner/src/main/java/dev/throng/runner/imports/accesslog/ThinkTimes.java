package dev.throng.runner.imports.accesslog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.schema.GoDuration;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * How long clients pause, as a law that users can follow: of those with the mean and the deviation that were seen, the one whose
 * distribution comes nearest (Kolmogorov's distance).
 */
final class ThinkTimes {
    /** Whole seconds at both ends of a pause add a variance of their own, which is none of the clients'. */
    private static final double OF_THE_CLOCK = 1.0 / 6;

    /** A log-normal distribution as narrow as this is a constant. */
    private static final double NARROWEST = 0.02;

    /** Of the mean: the deviation of pauses that are evenly between nothing and the double is 0.58 of it. */
    private static final double MUCH_ALIKE = 0.6;

    private final long[] counts;
    private final double all;
    private final double mean;
    private final double deviation;

    private record Law(String field, DoubleUnaryOperator below) {}

    /** @param counts how many pauses took so many whole seconds, by the log's clock */
    ThinkTimes(long[] counts) {
        this.counts = counts.clone();
        double number = 0;
        double sum = 0;
        double squares = 0;
        for (int seconds = 0; seconds < counts.length; seconds++) {
            number += counts[seconds];
            sum += (double) seconds * counts[seconds];
            squares += (double) seconds * seconds * counts[seconds];
        }
        all = number;
        mean = number == 0 ? 0 : sum / number;
        deviation = number == 0 ? 0 : Math.sqrt(Math.max(0, squares / number - mean * mean - OF_THE_CLOCK));
    }

    /** In seconds; 0 when nobody came twice. */
    double mean() {
        return mean;
    }

    /** As a wait of users. */
    ObjectNode law() {
        ObjectNode wait = JsonNodeFactory.instance.objectNode();
        if (isConstant()) {
            return wait.put("constant", time(mean));
        }
        double half = Math.sqrt(3) * deviation;
        switch (nearest(half)) {
            case "between" -> wait.putArray("between").add(time(mean - half)).add(time(mean + half));
            case "exponential" -> wait.put("exponential", time(mean));
            default -> wait.putObject("logNormal").put("mean", time(mean)).put("deviation", time(deviation));
        }
        return wait;
    }

    /**
     * What is left of a pause that is looked at at some time, of the mean that it then has: (mean² + deviation²) / 2 mean. Evenly
     * up to twice that where pauses are much alike, which is exact where all are the same, exponential else.
     */
    ObjectNode rest() {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        double left = isConstant() ? mean / 2 : (mean * mean + deviation * deviation) / (2 * mean);
        if (deviation < MUCH_ALIKE * mean) {
            rest.putArray("between").add("0s").add(time(2 * left));
        } else {
            rest.put("exponential", time(left));
        }
        return rest;
    }

    private boolean isConstant() {
        return deviation < NARROWEST * mean;
    }

    private String nearest(double half) {
        double sigma = Math.sqrt(Math.log(1 + deviation * deviation / (mean * mean)));
        double mu = Math.log(mean) - sigma * sigma / 2;
        List<Law> laws = List.of(
                new Law("logNormal", x -> normal((Math.log(x) - mu) / sigma)),
                new Law("exponential", x -> 1 - Math.exp(-x / mean)),
                new Law("between", x -> Math.clamp((x - mean + half) / (2 * half), 0, 1)));
        String nearest = "";
        double least = Double.MAX_VALUE;
        for (Law law : laws) {
            double distance = distance(law.below());
            if (distance < least && (half <= mean || !law.field().equals("between"))) {
                least = distance;
                nearest = law.field();
            }
        }
        return nearest;
    }

    /** A pause of k whole seconds is one of between k - 1 and k + 1. */
    private double distance(DoubleUnaryOperator below) {
        double most = 0;
        double seen = 0;
        for (int seconds = 0; seconds < counts.length; seconds++) {
            seen += counts[seconds];
            most = Math.max(most, Math.abs(seen / all - below.applyAsDouble(seconds + 0.5)));
        }
        return most;
    }

    /** The standard normal distribution, by Abramowitz and Stegun's 26.2.17: to 7 digits. */
    private static double normal(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = Math.exp(-x * x / 2)
                / Math.sqrt(2 * Math.PI)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x < 0 ? tail : 1 - tail;
    }

    private static String time(double seconds) {
        return GoDuration.format(Duration.ofMillis(Math.max(0, Math.round(seconds * 1000))));
    }
}

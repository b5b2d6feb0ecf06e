package dev.throng.runner.verdict.history;

import java.time.Instant;

/**
 * A run in a few figures, as a history has it.
 *
 * @param passed whether its verdict was that it passed
 * @param p50 milliseconds, like the other percentiles; NaN without an answer
 * @param failureRate from 0 to 1
 */
public record Past(
        String runId,
        Instant startedAt,
        boolean passed,
        double p50,
        double p95,
        double p99,
        double failureRate,
        double rps) {

    /** By the name of the metric. */
    double value(String metric) {
        return switch (metric) {
            case "p50" -> p50;
            case "p95" -> p95;
            case "p99" -> p99;
            case "failureRate" -> failureRate;
            case "rps" -> rps;
            default -> Double.NaN;
        };
    }
}

package dev.throng.runner.verdict.saturation;

/**
 * How the run stood in one of its intervals.
 *
 * @param second at its middle
 * @param load users or arrivals per second that were intended
 * @param rps responses per second
 * @param p95 milliseconds, NaN without any
 * @param failureRate from 0 to 1
 */
public record Load(double second, double load, double rps, double p95, double failureRate) {}

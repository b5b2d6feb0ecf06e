package dev.throng.runner.stats.histogram;

/**
 * A piece of a run with all its response times.
 *
 * @param fromSecond start on the stage clock
 * @param seconds length
 * @param response a copy
 */
public record Stretch(long fromSecond, int seconds, long requests, long failures, LatencyHistogram response) {}

package dev.throng.runner.stats.timeline;

import dev.throng.runner.stats.histogram.Percentiles;

/** One point of a request name's series: what was measured of it in {@code seconds} up to {@code endSecond}, in all phases. */
public record NamePoint(long endSecond, int seconds, long requests, long failures, Percentiles times) {}

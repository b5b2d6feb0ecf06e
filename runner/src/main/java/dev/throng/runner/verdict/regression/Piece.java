package dev.throng.runner.verdict.regression;

import dev.throng.runner.stats.histogram.LatencyHistogram;

/**
 * What was measured in one interval of a run.
 *
 * @param phase part of the run with a load of its own kind; pieces of different phases are not expected to be alike
 * @param load that was intended: what goes up and down with it is no chance
 */
public record Piece(int phase, double load, long requests, long failures, LatencyHistogram response) {}

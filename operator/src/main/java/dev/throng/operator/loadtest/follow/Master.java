package dev.throng.operator.loadtest.follow;

import dev.throng.operator.loadtest.RunId;

/**
 * A master within reach.
 *
 * @param host its address; another one when its pod was replaced
 */
public record Master(RunId run, String host, int port) {}

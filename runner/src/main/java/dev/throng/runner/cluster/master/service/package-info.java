/**
 * The master's gRPC services, for workers and for those who watch and steer the run: they pass messages on and decide nothing.
 */
@NullMarked
package dev.throng.runner.cluster.master.service;

import org.jspecify.annotations.NullMarked;

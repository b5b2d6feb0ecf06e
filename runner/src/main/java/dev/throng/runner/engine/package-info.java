/**
 * Executes a worker's share of a plan on event loops: puts loops, loads and users together. The loop itself is in {@code loop}, who
 * enters and leaves in {@code load}, what users do in {@code step} and {@code code}, a request on its way in {@code exchange}.
 */
@NullMarked
package dev.throng.runner.engine;

import org.jspecify.annotations.NullMarked;

/**
 * Reads the target's own numbers from Prometheus once a run has ended, puts them on the run's time axis, and says which of
 * them reached its limit first. Threads of its own; the run waits for it before its result is known.
 */
@NullMarked
package dev.throng.runner.observe;

import org.jspecify.annotations.NullMarked;

/**
 * Recorder, interval, snapshot: what was measured, on its way from the loop to the master.
 */
@NullMarked
package dev.throng.runner.stats;

import org.jspecify.annotations.NullMarked;

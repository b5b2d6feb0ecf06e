/**
 * Recorder, snapshot, merge: what was measured, on its way from the loop to the result.
 */
@NullMarked
package dev.throng.runner.stats;

import org.jspecify.annotations.NullMarked;

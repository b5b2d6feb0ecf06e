/**
 * Time to target users or arrival rate: pure functions of the stage clock.
 */
@NullMarked
package dev.throng.runner.shape;

import org.jspecify.annotations.NullMarked;

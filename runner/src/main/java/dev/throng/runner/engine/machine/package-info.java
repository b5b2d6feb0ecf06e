/**
 * What a worker is and has: limits, source addresses, schedulers, and how much of the processor it gets.
 */
@NullMarked
package dev.throng.runner.engine.machine;

import org.jspecify.annotations.NullMarked;

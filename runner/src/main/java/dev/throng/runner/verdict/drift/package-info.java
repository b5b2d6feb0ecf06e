/**
 * Whether something went one way over a long run: a trend that lasts, and resources that are never given back. Waves, steps
 * and noise are none. Pure.
 */
@NullMarked
package dev.throng.runner.verdict.drift;

import org.jspecify.annotations.NullMarked;

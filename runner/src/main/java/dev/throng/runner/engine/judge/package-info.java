/**
 * Whether a response is what was expected, what is taken out of it, and what of a failed exchange is kept for
 * people.
 */
@NullMarked
package dev.throng.runner.engine.judge;

import org.jspecify.annotations.NullMarked;

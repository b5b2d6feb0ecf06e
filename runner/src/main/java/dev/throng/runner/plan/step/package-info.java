/**
 * What a user does, step by step, and what its answers must be like, as the engine executes it: templates, captures,
 * expectations, retries.
 */
@NullMarked
package dev.throng.runner.plan.step;

import org.jspecify.annotations.NullMarked;

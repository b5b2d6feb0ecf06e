/**
 * What one user does, step by step: requests and calls of every kind, what is taken from their answers, and the flow
 * around them.
 */
@NullMarked
package dev.throng.api.step;

import org.jspecify.annotations.NullMarked;

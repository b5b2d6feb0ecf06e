/**
 * What of the target reached its limit, in which order, and what that has to do with the load at which its answers became
 * worse. Pure.
 */
@NullMarked
package dev.throng.runner.verdict.saturation;

import org.jspecify.annotations.NullMarked;

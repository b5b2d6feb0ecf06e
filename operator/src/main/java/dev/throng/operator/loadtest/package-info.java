/** Reconciling one LoadTest: observe, decide, act, and say in its status what was seen. */
@NullMarked
package dev.throng.operator.loadtest;

import org.jspecify.annotations.NullMarked;

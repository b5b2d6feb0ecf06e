/**
 * Finds the highest load at which the thresholds hold. The search decides, what drives load and measures is elsewhere: it is
 * a value that asks for a load, is told how it went, and becomes the next value. Pure.
 */
@NullMarked
package dev.throng.runner.verdict.capacity;

import org.jspecify.annotations.NullMarked;

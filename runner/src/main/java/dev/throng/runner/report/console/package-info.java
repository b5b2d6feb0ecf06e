/**
 * What the terminal shows beside a run: a single user's trial, notices, the log. The run while it goes on and its summary have rooms of
 * their own; everything that is drawn is made as lines of text by pure functions, and one class writes.
 */
@NullMarked
package dev.throng.runner.report.console;

import org.jspecify.annotations.NullMarked;

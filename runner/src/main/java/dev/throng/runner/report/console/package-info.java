/**
 * What the terminal shows: the run while it goes on, and its summary. Everything that is drawn is made as lines of text by
 * pure functions; one class writes.
 */
@NullMarked
package dev.throng.runner.report.console;

import org.jspecify.annotations.NullMarked;

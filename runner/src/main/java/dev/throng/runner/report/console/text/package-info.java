/** What can be drawn in a terminal: lines of cells, tables, colours, and how large the window is. Knows nothing of runs. */
@NullMarked
package dev.throng.runner.report.console.text;

import org.jspecify.annotations.NullMarked;

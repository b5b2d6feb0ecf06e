/** What the terminal shows of a run that is over, section by section. */
@NullMarked
package dev.throng.runner.report.console.summary;

import org.jspecify.annotations.NullMarked;

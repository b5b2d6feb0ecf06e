/** What the terminal shows while a run goes on: a picture that is drawn anew in its place, or lines where there is no terminal. */
@NullMarked
package dev.throng.runner.report.console.live;

import org.jspecify.annotations.NullMarked;

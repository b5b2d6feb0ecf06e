/** The run second by second, and its parts: what is kept of them grows coarser with the run's length, so that its size does not. */
@NullMarked
package dev.throng.runner.stats.timeline;

import org.jspecify.annotations.NullMarked;

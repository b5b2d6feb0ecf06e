/** How tests start processes with the classes under test. */
@NullMarked
package dev.throng.runner.processes;

import org.jspecify.annotations.NullMarked;

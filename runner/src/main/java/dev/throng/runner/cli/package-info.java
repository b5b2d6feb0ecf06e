/**
 * The command line: picocli commands and the wiring of a run.
 */
@NullMarked
package dev.throng.runner.cli;

import org.jspecify.annotations.NullMarked;

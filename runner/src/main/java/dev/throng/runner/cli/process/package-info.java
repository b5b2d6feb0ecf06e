/** What the command line's process is: its exit codes, refusals and signals, the version and the machine it runs on. */
@NullMarked
package dev.throng.runner.cli.process;

import org.jspecify.annotations.NullMarked;

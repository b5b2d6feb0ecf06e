/** A run under way on this machine: what surrounds it from the first signal to the last output. */
@NullMarked
package dev.throng.runner.cli.session;

import org.jspecify.annotations.NullMarked;

/** Groups of options that several commands share, and the forms of their values. */
@NullMarked
package dev.throng.runner.cli.option;

import org.jspecify.annotations.NullMarked;

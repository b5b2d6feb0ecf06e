/** A program with a Java runtime of its own, as images and release archives have it. */
@NullMarked
package dev.throng.dist.program;

import org.jspecify.annotations.NullMarked;

/**
 * Makes the container images of operator and runner, without a daemon: a Java runtime with only the modules that are
 * needed, the program, and an archive of its classes from a short training run, so that it starts fast.
 */
@NullMarked
package dev.throng.images;

import org.jspecify.annotations.NullMarked;

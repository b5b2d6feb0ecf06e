/**
 * Scenarios written for Locust: Python in this JVM, with a {@code locust} package of our own whose requests, waits and samples
 * are the engine's. One interpreter for all users of a process; each user is a virtual thread in it.
 */
@NullMarked
package dev.throng.python;

import org.jspecify.annotations.NullMarked;

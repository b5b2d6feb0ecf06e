/**
 * Scenarios in Java: compiled in memory by the JDK's own compiler, with the public API of {@code throng-scenario}, and run
 * on the sessions of {@link dev.throng.runner.code}.
 *
 * <p>Each run has a class loader of its own. What is loaded is changed a little on the way in ({@link
 * dev.throng.runner.java.CodeInstrumenter}), so that code which never comes back, leaves the JVM or prints without end can be held.
 */
@NullMarked
package dev.throng.runner.java;

import org.jspecify.annotations.NullMarked;

/**
 * The {@code ${…}} expressions, templates and response checks: compiled once, evaluated without allocation where they can be.
 */
@NullMarked
package dev.throng.runner.script;

import org.jspecify.annotations.NullMarked;

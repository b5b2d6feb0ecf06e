/**
 * The {@code ${…}} expressions, templates and response checks: compiled once, evaluated without allocation where they can be. Here
 * is what everybody needs to know of them; how they are made and evaluated is in the rooms within.
 */
@NullMarked
package dev.throng.runner.script;

import org.jspecify.annotations.NullMarked;

/**
 * Compiled expressions and templates: what is evaluated per request. A tree of nodes, and rows of parts that write themselves
 * into a request encoded for where they stand.
 */
@NullMarked
package dev.throng.runner.script.expression;

import org.jspecify.annotations.NullMarked;

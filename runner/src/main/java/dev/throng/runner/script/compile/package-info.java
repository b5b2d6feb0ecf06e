/**
 * From text to expression: words, grammar, names and types. All problems of a text are collected with their column; nothing of
 * this is there while a run is under way.
 */
@NullMarked
package dev.throng.runner.script.compile;

import org.jspecify.annotations.NullMarked;

/**
 * JSON as responses carry it: checked and searched over the bytes, without a tree where a path has only names and indices. Knows
 * nothing of expressions.
 */
@NullMarked
package dev.throng.runner.script.json;

import org.jspecify.annotations.NullMarked;

/**
 * What a terminal shows: tables, words for figures, lines that are drawn anew, and the browser beside it.
 */
@NullMarked
package dev.throng.kubectl.terminal;

import org.jspecify.annotations.NullMarked;

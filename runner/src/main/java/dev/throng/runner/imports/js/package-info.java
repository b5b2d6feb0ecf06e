/**
 * JavaScript as far as test scripts need it, read and never run: a tree of what a script says, in which what is not understood stays
 * what it is, with its line. It refuses nothing but what does not end.
 */
@NullMarked
package dev.throng.runner.imports.js;

import org.jspecify.annotations.NullMarked;

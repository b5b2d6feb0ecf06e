/** Python in this JVM: its start, our library for it, ending its code from outside, and what it throws. */
@NullMarked
package dev.throng.python.interpreter;

import org.jspecify.annotations.NullMarked;

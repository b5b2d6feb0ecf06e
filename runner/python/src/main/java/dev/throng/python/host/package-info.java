/**
 * What Python sees of the engine: the one object that is handed over, the channels of users and greenlets, and how the run
 * stands. Its public methods are called from Python by their names.
 */
@NullMarked
package dev.throng.python.host;

import org.jspecify.annotations.NullMarked;

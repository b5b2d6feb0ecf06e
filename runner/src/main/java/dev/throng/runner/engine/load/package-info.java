/** The part of the load that one loop executes: who enters and leaves when, in both load models. */
@NullMarked
package dev.throng.runner.engine.load;

import org.jspecify.annotations.NullMarked;

/** The event loop: its thread, its clocks, its network, and what all loops of a worker share. It knows users by their number only. */
@NullMarked
package dev.throng.runner.engine.loop;

import org.jspecify.annotations.NullMarked;

/**
 * Virtual users on event loops: pacing, intended starts, tasks and steps as state machines.
 */
@NullMarked
package dev.throng.runner.engine;

import org.jspecify.annotations.NullMarked;

/**
 * The master's end: who takes part, what is counted, where replicas of it are, and when the run starts, ends and is shown.
 */
@NullMarked
package dev.throng.runner.cluster.master;

import org.jspecify.annotations.NullMarked;

/**
 * The worker's end: the way to the master, the share of the load, and what is handed over and replicated.
 */
@NullMarked
package dev.throng.runner.cluster.worker;

import org.jspecify.annotations.NullMarked;

/**
 * The plug-in {@code kubectl throng}: what a person at a terminal, or a job without one, does with load tests in a cluster.
 * It holds no state and needs no more than the user's own rights: everything is read from and written to the API server.
 */
@NullMarked
package dev.throng.kubectl;

import org.jspecify.annotations.NullMarked;

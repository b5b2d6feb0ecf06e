/**
 * What a run's objects are to be: pure functions from the accepted LoadTest to a Secret, a ConfigMap, a Service, Jobs and a
 * NetworkPolicy. Nothing here asks or changes the cluster.
 */
@NullMarked
package dev.throng.operator.loadtest.desired;

import org.jspecify.annotations.NullMarked;

/**
 * The live page, its REST endpoints and the Prometheus endpoint: one small HTTP server beside the run. It shows what
 * {@link dev.throng.runner.cluster.Run} says and asks it for changes; it measures nothing itself.
 *
 * <p>Blocking code on virtual threads, one per exchange. Nothing is changed by a GET, and a change is refused when a
 * browser sends it from another page.
 */
@NullMarked
package dev.throng.runner.web;

import org.jspecify.annotations.NullMarked;

/**
 * The live page, its REST endpoints and the Prometheus endpoint.
 */
@NullMarked
package dev.throng.runner.web;

import org.jspecify.annotations.NullMarked;

/**
 * The demo target: a small, honest HTTP API to try load tests against, with latency, errors and rate limits that are
 * set on purpose. It shares nothing with the client that it is tested with.
 */
@NullMarked
package dev.throng.runner.demo;

import org.jspecify.annotations.NullMarked;

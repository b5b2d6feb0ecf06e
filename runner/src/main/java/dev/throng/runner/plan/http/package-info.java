/**
 * How connections are made: versions, timeouts, TLS, addresses and proxies.
 */
@NullMarked
package dev.throng.runner.plan.http;

import org.jspecify.annotations.NullMarked;

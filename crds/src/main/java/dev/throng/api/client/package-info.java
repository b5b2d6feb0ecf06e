/**
 * How the client speaks to the target: connections, timeouts, TLS, proxies, and what gRPC adds to HTTP.
 */
@NullMarked
package dev.throng.api.client;

import org.jspecify.annotations.NullMarked;

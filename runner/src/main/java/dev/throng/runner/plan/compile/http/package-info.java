/**
 * Where requests go and how: targets, headers, TLS and its certificates, proxies, services of gRPC.
 */
@NullMarked
package dev.throng.runner.plan.compile.http;

import org.jspecify.annotations.NullMarked;

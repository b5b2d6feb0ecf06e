/**
 * What gRPC adds to a request: methods and messages as they are defined, messages from JSON to bytes and back. Knows no wire: requests
 * and answers go over HTTP/2 as others do.
 */
@NullMarked
package dev.throng.runner.grpc;

import org.jspecify.annotations.NullMarked;

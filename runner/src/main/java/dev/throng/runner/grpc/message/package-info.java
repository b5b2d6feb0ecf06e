/**
 * Messages: from JSON with expressions to bytes, compiled once against the message's definition, and from bytes to JSON.
 */
@NullMarked
package dev.throng.runner.grpc.message;

import org.jspecify.annotations.NullMarked;

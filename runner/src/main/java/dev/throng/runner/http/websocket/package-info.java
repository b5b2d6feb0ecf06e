/**
 * WebSocket (RFC 6455) with compression per message (RFC 7692), from the client's side: handshake, frames in both directions, the end. What a
 * server may not do is noticed and said in words, and nothing that it sends makes this hold more than one message.
 */
@NullMarked
package dev.throng.runner.http.websocket;

import org.jspecify.annotations.NullMarked;

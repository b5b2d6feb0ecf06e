package dev.throng.runner.code;

import org.jspecify.annotations.Nullable;

/**
 * What came over a WebSocket.
 *
 * @param text whether it is one of text
 * @param content empty when nothing came
 * @param tookNanos since what it answers was to be said, or since it was to be waited for
 * @param problem why that counts as failed; null when it does not
 */
@SuppressWarnings("ArrayRecordComponent") // made for the receiver alone
public record SocketReply(
        boolean text,
        byte[] content,
        long tookNanos,
        @Nullable String problem) {}

package dev.throng.runner.code;

import org.jspecify.annotations.Nullable;

/**
 * Something that code says over a WebSocket, or waits for, or both.
 *
 * @param socket what the user calls it: {@link dev.throng.runner.plan.step.Conversation.Opening#socket}
 * @param name what the statistics group it under
 * @param message null when nothing is said
 * @param withinNanos how long a message is waited for; 0 when none is
 * @param judge judges what comes; not asked where messages are said at a rate
 */
public record SocketExchange(
        String socket, String name, @Nullable Message message, long withinNanos, MessageJudge judge) {
    /** Judges messages, on the user's thread. */
    public interface MessageJudge {
        /** Why a message is not the one that is waited for; null when it is. */
        @Nullable String unlike(SocketReply came);

        /** What is wrong with the one that is; null when nothing is. */
        @Nullable String problem(SocketReply came);
    }

    /**
     * @param text whether it is one of text
     * @param content not to be changed any more
     * @param intervalNanos between two of them; 0 when it is said once
     * @param periodNanos how long it is said so
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not shared
    public record Message(boolean text, byte[] content, long intervalNanos, long periodNanos) {}

    /**
     * The end of a WebSocket.
     *
     * @param withinNanos how long the server may take to agree
     */
    public record HangUp(String socket, String name, int code, long withinNanos) {}
}

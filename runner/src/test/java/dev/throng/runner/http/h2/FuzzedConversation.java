package dev.throng.runner.http.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Exception;

/** The law of HTTP/2, for bytes that nobody thought of. */
public final class FuzzedConversation {
    private FuzzedConversation() {}

    /** How the bytes were cut makes no difference, and everything comes to an end. */
    public static void frames(byte[] bytes) {
        assertThat(MultiplexerTest.heard(bytes, 1)).isEqualTo(MultiplexerTest.heard(bytes, Math.max(1, bytes.length)));
    }

    public static byte[] sample() {
        try {
            return MultiplexerTest.conversation(4096);
        } catch (Http2Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

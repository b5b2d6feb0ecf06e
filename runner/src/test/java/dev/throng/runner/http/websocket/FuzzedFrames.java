package dev.throng.runner.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;

/** The law of WebSocket's frames, for bytes that nobody thought of. */
public final class FuzzedFrames {
    private FuzzedFrames() {}

    /** How the bytes were cut makes no difference. */
    public static void frames(byte[] bytes) {
        assertThat(FramesTest.read(bytes, 1)).isEqualTo(FramesTest.read(bytes, Integer.MAX_VALUE));
    }

    public static byte[] conversation() {
        return FramesTest.conversation();
    }
}

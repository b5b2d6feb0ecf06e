package dev.throng.runner.http.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.step.StreamFormat;

/** The law of event streams, for bytes that nobody thought of. */
public final class FuzzedEvents {
    private FuzzedEvents() {}

    /** How the bytes were cut makes no difference. */
    public static void events(byte[] bytes) {
        for (StreamFormat format : new StreamFormat[] {StreamFormat.events, StreamFormat.lines}) {
            assertThat(EventReaderTest.read(format, bytes, 1)).isEqualTo(EventReaderTest.read(format, bytes, 1 << 20));
        }
    }

    public static byte[] sample() {
        return EventReaderTest.SAMPLE.getBytes(UTF_8);
    }
}

package dev.throng.runner.engine.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.script.ByteSink;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TraceIdsTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void readsWhatIsSampled() {
        assertThat(of("00-" + TRACE + "-" + SPAN + "-01")).isEqualTo(new TraceIds(TRACE, SPAN));
        assertThat(of("00-" + TRACE + "-" + SPAN + "-00")).isNull();
    }

    /** Exports take them for bytes. */
    @Test
    void leavesAloneWhatAPlanWroteThatIsNotHexadecimal() {
        assertThat(of("00-" + "x".repeat(32) + "-" + SPAN + "-01")).isNull();
        assertThat(of("00-" + TRACE + "-" + "y".repeat(16) + "-01")).isNull();
        assertThat(of("00-" + TRACE + "_" + SPAN + "-01")).isNull();
    }

    private static @Nullable TraceIds of(String traceparent) {
        ByteSink request = new ByteSink(256);
        byte[] head = ("GET / HTTP/1.1\r\nhost: a\r\ntraceparent: " + traceparent + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        request.append(head, 0, head.length);
        return TraceIds.of(request);
    }
}

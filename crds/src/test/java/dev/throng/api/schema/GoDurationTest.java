package dev.throng.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "0s, PT0S",
        "500ms, PT0.5S",
        "1m30s, PT1M30S",
        "1.5h, PT1H30M",
        "1s500ms, PT1.5S",
        "1us, PT0.000001S",
        "1.9ns, PT0.000000001S",
        "90m, PT1H30M",
        "1000000h, PT1000000H"
    })
    void readsGosSyntax(String text, Duration duration) {
        assertThat(GoDuration.parse(text)).hasValue(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "s", "-5s", "5 s", "1d", "1s ", "1.s", "1000001h", "999999999999h999999999999h", "٥s"})
    void readsNothingElse(String text) {
        assertThat(GoDuration.parse(text)).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Duration duration = Duration.ofNanos(random.nextLong(GoDuration.LONGEST.toNanos()) >> random.nextInt(60));
            assertThat(GoDuration.parse(GoDuration.format(duration))).hasValue(duration);
        }
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT90S, 1m30s", "PT1H, 1h", "PT0.0015S, 1ms500us", "PT-5S, 5s"})
    void writesTheShortest(Duration duration, String text) {
        assertThat(GoDuration.format(duration)).isEqualTo(text);
    }
}

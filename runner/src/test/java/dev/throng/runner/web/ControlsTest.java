package dev.throng.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlsTest {

    @ParameterizedTest
    @CsvSource({"20, 20", "20s, 20", "3m, 180", "2h, 7200", "1h20m, 4800", "3h30m10s, 12610", "' 5m ', 300"})
    void runTimesAreWrittenAsInLocust(String text, int seconds) {
        assertThat(Controls.runTime(text)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "soon", "-5", "5d", "1.5h", "m", "10s5m"})
    void anythingElseIsNone(String text) {
        assertThat(Controls.runTime(text)).isEmpty();
    }
}

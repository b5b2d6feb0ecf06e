package dev.throng.runner.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a server wants to be asked again. */
class AttemptsTest {
    @ParameterizedTest
    @CsvSource({
        "120,                             120",
        "0,                               0",
        "'Wed, 21 Oct 2015 07:28:10 GMT', 10",
        "'Wed, 21 Oct 2015 07:00:00 GMT', 0",
        "soon,                            -1",
        "'',                              -1",
        "-5,                              -1",
        "99999999999999999999,            -1"
    })
    void readsWhatAServerAsksFor(String field, long seconds) {
        long at = 1_445_412_480_000L; // 2015-10-21 07:28:00 GMT
        assertThat(Attempts.asked(field, at).orElse(-1_000_000_000)).isEqualTo(seconds * 1_000_000_000);
    }
}

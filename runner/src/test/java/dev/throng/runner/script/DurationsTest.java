package dev.throng.runner.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "1000000, 1 ms",
        "1234567, 1.23 ms",
        "250000000, 250 ms",
        "999990000, 999.99 ms",
        "999999999, 1 s",
        "1000000000, 1 s",
        "1500000000, 1.5 s",
        "20000000000, 20 s",
        "20004000000, 20 s",
        "90000000000, 90 s",
    })
    void areSaidInMillisecondsBelowASecond(long nanos, String said) {
        assertThat(Durations.said(nanos)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30000000000 | 20000000000 | took 30 s, limit 20 s",
                "20004000000 | 20000000000 | took 20.004 s, limit 20 s",
                "20000000001 | 20000000000 | took 20.000000001 s, limit 20 s",
                "5000400 | 5000000 | took 5.0004 ms, limit 5 ms",
                "1000000001 | 1000000000 | took 1.000000001 s, limit 1 s",
            })
    void whatIsOverALimitIsSaidWithTheDigitsThatTell(long took, long limit, String said) {
        assertThat(Durations.exceeded(took, limit)).isEqualTo(said);
    }
}

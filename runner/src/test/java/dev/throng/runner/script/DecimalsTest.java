package dev.throng.runner.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-1.5, -1.5",
        "0.30000000000000004, 0.3",
        "1e10, 10000000000",
        "1e21, 1000000000000000000000",
        "1e-7, 0.0000001",
        "1.23456789012e-5, 0.0000123456789012",
        "1234567.1234567, 1234567.1234567",
        "9007199254740993, 9007199254740992",
        "0.1, 0.1",
        "123.456, 123.456",
        "-0.001, -0.001",
        "100.10, 100.1"
    })
    void numbersAreWrittenLikeThis(double number, String expected) {
        assertThat(Decimals.text(number)).isEqualTo(expected);
    }
}

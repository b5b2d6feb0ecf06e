package dev.throng.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {
    @ParameterizedTest
    @CsvSource({"200, 200, 200", "180, 200, 180 of 200", "400, 0, 400", "0, 0, 0", "0, 20, 0 of 20"})
    void usersAreShownWithThoseThatShouldBeThere(int there, int intended, String text) {
        assertThat(Figure.users(there, intended)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 %",
        "0.00002, < 0.01 %",
        "0.0002, 0.02 %",
        "0.125, 12.5 %",
        "0.99999, > 99.9 %",
        "1, 100 %",
        "2.5, 250 %",
        "10, '1,000 %'"
    })
    void aShareIsNeverRoundedToNothingOrAll(double share, String text) {
        assertThat(Figure.share(share)).isEqualTo(text);
    }

    @Test
    void whatIsMissingIsADash() {
        assertThat(Figure.millis(Double.NaN)).isEqualTo("–");
        assertThat(Figure.share(Double.NaN)).isEqualTo("–");
    }
}

package dev.throng.python.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.runner.code.Terms;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ParsedOptionsTest {
    @Test
    void noMoreUsersComePerSecondThanThereAre() {
        assertEquals(OptionalDouble.of(5), ParsedOptions.arrivals(terms(Map.of("users", "5", "spawn_rate", "100.0"))));
        assertEquals(OptionalDouble.of(2), ParsedOptions.arrivals(terms(Map.of("users", "5", "spawn_rate", "2.0"))));
    }

    @Test
    void whatIsSaidLaterInTheBrowserIsNotKnown() {
        Map<String, String> asLocust = Map.of("users", "1", "spawn_rate", "1.0", "locust", "true", "headless", "false");
        assertEquals(OptionalDouble.empty(), ParsedOptions.arrivals(terms(asLocust)));
        assertEquals(OptionalDouble.empty(), ParsedOptions.arrivals(Terms.ALL));
    }

    private static Terms terms(Map<String, String> options) {
        return Terms.ALL.with(options);
    }
}

package dev.throng.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.runner.code.Terms;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void isAsLongAsUsersComeFast() {
        assertEquals(0.5, WarmUp.seconds(OptionalDouble.of(1)));
        assertEquals(1.6, WarmUp.seconds(OptionalDouble.of(20)), 1e-9);
        assertEquals(4, WarmUp.seconds(OptionalDouble.of(1000)));
        assertEquals(4, WarmUp.seconds(OptionalDouble.empty()));
    }

    @Test
    void noMoreUsersComePerSecondThanThereAre() {
        assertEquals(OptionalDouble.of(5), Options.arrivals(terms(Map.of("users", "5", "spawn_rate", "100.0"))));
        assertEquals(OptionalDouble.of(2), Options.arrivals(terms(Map.of("users", "5", "spawn_rate", "2.0"))));
    }

    @Test
    void whatIsSaidLaterInTheBrowserIsNotKnown() {
        Map<String, String> asLocust = Map.of("users", "1", "spawn_rate", "1.0", "locust", "true", "headless", "false");
        assertEquals(OptionalDouble.empty(), Options.arrivals(terms(asLocust)));
        assertEquals(OptionalDouble.empty(), Options.arrivals(Terms.ALL));
    }

    private static Terms terms(Map<String, String> options) {
        return Terms.ALL.with(options);
    }
}

package dev.throng.python.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}

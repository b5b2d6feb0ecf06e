package dev.throng.runner.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Sessions sessions = new Sessions(Optional.of("sesame"), now::get, new SecureRandom());

    @Test
    void guessingIsSlowedDown() {
        for (int i = 0; i < 10; i++) {
            assertThat(sessions.login("guess")).isEmpty();
        }
        assertThatThrownBy(() -> sessions.login("sesame")).hasMessageContaining("Too many");
        now.set(now.get().plusSeconds(60));
        assertThat(sessions.login("sesame")).isPresent();
    }

    @Test
    void tokensDiffer() {
        assertThat(sessions.login("sesame")).isNotEqualTo(sessions.login("sesame"));
    }
}

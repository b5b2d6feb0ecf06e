package dev.throng.runner.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SameOriginTest {

    @ParameterizedTest
    @CsvSource({
        // Sec-Fetch-Site, Origin, Host, allowed
        "same-origin, http://localhost:8089, localhost:8089, true",
        "same-origin, null, localhost:8089, true",
        "none, , localhost:8089, true",
        "cross-site, http://evil.example, localhost:8089, false",
        "same-site, http://other.localhost:8089, localhost:8089, false",
        "cross-site, http://localhost:8089, localhost:8089, false",
        ", http://localhost:8089, localhost:8089, true",
        ", https://runs.example.org, runs.example.org, true",
        ", http://evil.example, localhost:8089, false",
        ", http://localhost:9999, localhost:8089, false",
        ", null, localhost:8089, false",
        ", not a url, localhost:8089, false",
        ", , localhost:8089, true",
    })
    void changesAreForOurOwnPageAndForClientsThatAreNoBrowser(
            String site, String origin, String host, boolean allowed) {
        assertThat(SameOrigin.allows(Optional.ofNullable(site), Optional.ofNullable(origin), Optional.ofNullable(host)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "localhost:8089", "127.0.0.1:8089", "127.1.2.3", "[::1]:8089", "a.localhost:1"})
    void theseNamesMeanThisMachine(String host) {
        assertThat(SameOrigin.namesLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example:8089", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1:8089", ""})
    void theseDoNot(String host) {
        assertThat(SameOrigin.namesLoopback(host)).isFalse();
    }

    @Test
    void aBrokenNameIsNoName() {
        assertThat(SameOrigin.namesLoopback("[::1")).isFalse();
    }
}

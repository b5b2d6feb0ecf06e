package dev.throng.runner.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private final Redaction redaction = new Redaction(List.of("hunter22 & co", "demo"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer s3cret",
                "x-goog-api-key: s3cret",
                "Set-Cookie: id=s3cret; Path=/",
                "{\"user\":\"me\",\"password\": \"s3cret\"}",
                "{\"access_token\":\"s3cret \\\" s3cret\",\"n\":1}",
                "{\"clientSecret\":\"s3cret, and cut in the mid",
                "GET /login?user=me&api_key=s3cret HTTP/1.1",
                "password=s3cret&user=me",
                "user=me&login%5Bpassword%5D=s3cret"
            })
    void whatIsCalledASecretIsHidden(String text) {
        assertThat(redaction.of(text)).contains("***").doesNotContain("s3cret");
    }

    @Test
    void whatStandsBesideASecretIsShown() {
        assertThat(redaction.of("{\"user\":\"me\",\"password\":\"x\",\"n\":[1,2]}"))
                .isEqualTo("{\"user\":\"me\",\"password\":\"***\",\"n\":[1,2]}");
        assertThat(redaction.of("GET /login?token=x&page=2 HTTP/1.1\r\nHost: a\r\n\r\n"))
                .isEqualTo("GET /login?token=***&page=2 HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    @Test
    void whatTheEnvironmentGaveIsHiddenWhereverItStands() {
        assertThat(redaction.of("X-Tenant: hunter22 & co\r\n\r\nname=hunter22+%26+co"))
                .isEqualTo("X-Tenant: ***\r\n\r\nname=***");
    }

    @Test
    void shortValuesOfTheEnvironmentAreWords() {
        assertThat(redaction.of("a demo of it")).isEqualTo("a demo of it");
    }
}

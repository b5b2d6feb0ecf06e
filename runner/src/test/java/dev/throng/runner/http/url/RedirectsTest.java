package dev.throng.runner.http.url;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.url.Redirects.Dead;
import dev.throng.runner.http.url.Redirects.Hop;
import dev.throng.runner.http.url.Redirects.Stay;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
    private static final Url URL = new Url(new Origin(false, "a", 80), "/b/c?d", null);

    @ParameterizedTest
    @CsvSource({
        "301, GET, GET, true",
        "301, POST, GET, false",
        "301, PUT, PUT, true",
        "301, HEAD, HEAD, true",
        "302, GET, GET, true",
        "302, POST, GET, false",
        "302, DELETE, DELETE, true",
        "302, HEAD, HEAD, true",
        "303, GET, GET, true",
        "303, POST, GET, false",
        "303, PUT, GET, false",
        "303, HEAD, HEAD, true",
        "307, GET, GET, true",
        "307, POST, POST, true",
        "307, PATCH, PATCH, true",
        "308, GET, GET, true",
        "308, POST, POST, true",
        "308, HEAD, HEAD, true"
    })
    void choosesMethodAndBodyAsBrowsersDo(int status, String method, String next, boolean keepsBody) {
        assertThat(Redirects.next(method, URL, status, "/x", 0, 10))
                .isEqualTo(new Hop(next, new Url(URL.origin(), "/x", null), keepsBody, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 300, 304, 305, 306, 309, 404, 500})
    void staysAtOtherStatuses(int status) {
        assertThat(next(status, "/x", 0)).isInstanceOf(Stay.class);
        assertThat(Redirects.isRedirect(status)).isFalse();
    }

    @Test
    void staysWithoutALocation() {
        assertThat(next(302, null, 0)).isInstanceOf(Stay.class);
        assertThat(next(302, " ", 0)).isInstanceOf(Stay.class);
    }

    @ParameterizedTest
    @CsvSource({
        "//a/x, false",
        "http://A:80/x, false",
        "e, false",
        "http://a:81/x, true",
        "https://a/x, true",
        "//b/x, true"
    })
    void seesWhenItLeavesTheOrigin(String location, boolean crosses) {
        assertThat(next(302, location, 0))
                .isInstanceOfSatisfying(
                        Hop.class, hop -> assertThat(hop.crossesOrigin()).isEqualTo(crosses));
    }

    @Test
    void endsAtTheMaximum() {
        assertThat(next(302, "/x", 9)).isInstanceOf(Hop.class);
        assertThat(next(302, "/x", 10)).isEqualTo(new Dead("more than 10 redirects"));
    }

    @ParameterizedTest
    @CsvSource({
        "'/a|b\"<c>\\d`e^f{g}?h=|#i', '/a%7Cb%22%3Cc%3E%5Cd%60e%5Ef%7Bg%7D?h=%7C'",
        "/caf\u00e9?x=\u20ac, /caf%C3%A9?x=%E2%82%AC",
        "/a%7Cb%zz, /a%7Cb%zz"
    })
    void encodesWhatMayStandInNoUrl(String location, String file) {
        assertThat(next(302, location, 0))
                .isInstanceOfSatisfying(
                        Hop.class, hop -> assertThat(hop.url().file()).isEqualTo(file));
    }

    @Test
    void keepsTheBytesOfALocationInAnotherCharset() {
        byte[] field = {'/', 'c', 'a', 'f', (byte) 0xE9, '?', 'x', '=', (byte) 0xFF};
        assertThat(next(302, Url.ofField(field, 0, field.length), 0))
                .isInstanceOfSatisfying(
                        Hop.class, hop -> assertThat(hop.url().file()).isEqualTo("/caf%E9?x=%FF"));
        byte[] utf8 = "/caf\u00e9".getBytes(UTF_8);
        assertThat(Url.ofField(utf8, 0, utf8.length)).isEqualTo("/caf\u00e9");
    }

    @Test
    void followsHttpOnly() {
        assertThat(next(302, "ftp://a/x", 0)).isEqualTo(new Dead("redirect to something that is no http URL"));
    }

    private static Redirects.Next next(int status, @Nullable String location, int hops) {
        return Redirects.next("GET", URL, status, location, hops, 10);
    }
}

package dev.throng.runner.http.cookie;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.script.ByteSink;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieJarTest {
    private static final long NOW = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final Origin SHOP = new Origin(false, "shop.example.com", 80);

    private final CookieJar jar = new CookieJar();

    @Test
    void sendsBackWhatWasSet() {
        set("a=1");
        set("b=\"two words\"; Path=/; HttpOnly; SameSite=Lax");
        assertThat(sent("/x")).isEqualTo("a=1; b=\"two words\"");
    }

    @Test
    void startsEmpty() {
        assertThat(jar.isEmpty()).isTrue();
        assertThat(sent("/")).isEmpty();
        assertThat(jar.value("a", NOW)).isNull();
    }

    @Test
    void replacesTheValueInItsPlace() {
        set("a=1");
        set("b=2");
        set("a=3");
        assertThat(sent("/")).isEqualTo("a=3; b=2");
        assertThat(jar.value("a", NOW)).isEqualTo("3");
    }

    @Test
    void sendsLongerPathsFirstAndOlderOnesBeforeNewer() {
        set("a=1; Path=/");
        set("b=2; Path=/api/v1");
        set("c=3; Path=/api");
        set("d=4; Path=/api");
        assertThat(sent("/api/v1/items")).isEqualTo("b=2; c=3; d=4; a=1");
        assertThat(jar.value("c", NOW)).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource({
        "/,       /,        true", "/,    /x/y,   true", "/api, /api,       true", "/api, /api/,  true",
        "/api,    /api/x,   true", "/api, /api?q, true", "/api, /apis,      false", "/api, /ap,   false",
        "/api/,   /api,     false", "/api/, /api/x, true", "/api, /x/api,   false", "api,  /api,  true"
    })
    void matchesPaths(String cookiePath, String target, boolean matches) {
        set("a=1; Path=" + cookiePath);
        assertThat(!sent(target).isEmpty()).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/login, /api/v1,   true",
        "/api/v1/login, /api/v1/x, true",
        "/api/v1/login, /api/v2,   false",
        "/login,        /,         true",
        "/,             /x,        true"
    })
    void belongsToTheFolderOfTheRequestUnlessItSaysOtherwise(String requestPath, String target, boolean matches) {
        jar.store("a=1", SHOP, requestPath, NOW);
        assertThat(!sent(target).isEmpty()).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                   shop.example.com,   true",
        "'',                   www.shop.example.com, false",
        "Domain=example.com,   shop.example.com,   true",
        "Domain=.Example.COM,  www.example.com,    true",
        "Domain=example.com,   example.com,        true",
        "Domain=example.com,   badexample.com,     false",
        "Domain=example.com,   example.org,        false",
        "Domain=shop.example.com, a.shop.example.com, true",
        "Domain=shop.example.com, example.com,     false",
        "Domain=,              shop.example.com,   true",
        "Domain=,              a.shop.example.com, false"
    })
    void matchesDomains(String attribute, String host, boolean matches) {
        set("a=1; " + attribute);
        assertThat(!sent(new Origin(false, host, 80), "/", NOW).isEmpty()).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"com", "other.com", "www.shop.example.com", "hop.example.com"})
    void takesNothingForForeignDomains(String domain) {
        set("a=1; Domain=" + domain);
        assertThat(jar.isEmpty()).isTrue();
    }

    @Test
    void knowsNoDomainsOfAddresses() {
        Origin address = new Origin(false, "127.0.0.1", 80);
        jar.store("a=1; Domain=0.0.1", address, "/", NOW);
        assertThat(jar.isEmpty()).isTrue();
        jar.store("a=1; Domain=127.0.0.1", address, "/", NOW);
        assertThat(sent(address, "/", NOW)).isEqualTo("a=1");
    }

    @Test
    void mayBeSetForAHostWithoutADot() {
        Origin local = new Origin(false, "localhost", 8080);
        jar.store("a=1; Domain=localhost", local, "/", NOW);
        assertThat(sent(local, "/", NOW)).isEqualTo("a=1");
    }

    @Test
    void sendsSecureCookiesOverTlsOnly() {
        set("a=1; Secure");
        assertThat(sent("/")).isEmpty();
        assertThat(sent(new Origin(true, SHOP.host(), 443), "/", NOW)).isEqualTo("a=1");
    }

    @Test
    void forgetsAfterMaxAge() {
        set("a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
        assertThat(sent(SHOP, "/", NOW + 59_999)).isEqualTo("a=1");
        assertThat(sent(SHOP, "/", NOW + 60_000)).isEmpty();
        assertThat(jar.value("a", NOW + 60_000)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Max-Age=0",
                "Max-Age=-1",
                "Expires=Thu, 01 Jan 1970 00:00:00 GMT",
                "Expires=Sat, 28 Feb 2026 23:59:59 GMT"
            })
    void isDeletedByAnExpiryInThePast(String attribute) {
        set("a=1");
        set("a=; " + attribute);
        assertThat(jar.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Max-Age=x",
                "Max-Age=",
                "Expires=soon",
                "Expires=32 Foo 2020 10:00:00",
                "Max-Age=999999999999999999"
            })
    void livesOnWhenTheExpiryMakesNoSense(String attribute) {
        set("a=1; " + attribute);
        assertThat(sent(SHOP, "/", NOW + 1_000_000_000_000L)).isEqualTo("a=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                "06 nov 1994 8:49:37"
            })
    void readsDatesInAllTheirForms(String date) {
        assertThat(CookieDate.parse(date))
                .isEqualTo(Instant.parse("1994-11-06T08:49:37Z").toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "=1", ";", " =x; Path=/", "a\u0001=1", "a=\u007f"})
    void ignoresWhatIsNoCookie(String text) {
        set(text);
        assertThat(jar.isEmpty()).isTrue();
    }

    @Test
    void ignoresWhatIsTooLong() {
        set("a=" + "x".repeat(Cookie.MAX_BYTES));
        assertThat(jar.isEmpty()).isTrue();
    }

    @Test
    void letsTheOldestGoWhenThereAreTooMany() {
        for (int i = 0; i <= CookieJar.MAX_COOKIES; i++) {
            set("c" + i + "=1; Path=/" + "x".repeat(i % 7));
        }
        assertThat(jar.value("c0", NOW)).isNull();
        assertThat(jar.value("c1", NOW)).isEqualTo("1");
        assertThat(jar.value("c" + CookieJar.MAX_COOKIES, NOW)).isEqualTo("1");
    }

    @Test
    void givesEveryByteBackAsItCame() {
        set("a=\u00fc\u00ff");
        assertThat(sent("/")).isEqualTo("a=\u00fc\u00ff");
    }

    @Test
    void storesAllCookiesOfAResponse() {
        byte[] bytes =
                "HTTP/1.1 204 OK\r\nSet-Cookie: a=1\r\nX: y\r\nset-cookie:b=2 ; Path=/x\r\n\r\n".getBytes(ISO_8859_1);
        ResponseParser response = new ResponseParser(new SinkPool());
        response.begin(false, false, 0);
        assertThat(response.parse(bytes, 0, bytes.length)).isEqualTo(bytes.length);
        jar.store(response, SHOP, "/", NOW);
        assertThat(sent("/x")).isEqualTo("b=2; a=1");
    }

    private void set(String setCookie) {
        jar.store(setCookie, SHOP, "/", NOW);
    }

    private String sent(String target) {
        return sent(SHOP, target, NOW);
    }

    private String sent(Origin origin, String target, long at) {
        byte[] bytes = ("GET " + target + " HTTP/1.1").getBytes(ISO_8859_1);
        ByteSink out = new ByteSink(4);
        boolean any = jar.appendTo(out, origin, bytes, 4, 4 + target.length(), at);
        assertThat(any).isEqualTo(out.length() > 0);
        return new String(out.array(), 0, out.length(), ISO_8859_1);
    }
}

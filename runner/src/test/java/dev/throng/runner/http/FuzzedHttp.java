package dev.throng.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.cookie.CookieJar;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.script.ByteSink;
import java.util.List;

/** Laws of what reads HTTP/1.1, for bytes that nobody thought of. */
public final class FuzzedHttp {
    private static final Origin SHOP = new Origin(false, "shop.example.com", 80);

    private FuzzedHttp() {}

    /** Of responses and their chunks: how the bytes were cut makes no difference. */
    public static void response(byte[] bytes) {
        Parsed whole = Parsed.whole(bytes, false).essence();
        assertThat(Parsed.inWindows(bytes, false, false, at -> at + 1).essence())
                .isEqualTo(whole);
        assertThat(Parsed.inWindows(bytes, false, false, at -> Math.min(bytes.length, at + 7))
                        .essence())
                .isEqualTo(whole);
    }

    public static List<String> responses() {
        return List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nSet-Cookie: a=1\r\n\r\nok",
                "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=\"y\"\r\nabc\r\n0\r\nT: 1\r\n\r\n",
                "HTTP/1.0 404 \r\nConnection: keep-alive\r\n\r\nrest");
    }

    /** Of a cookie that a response sets. */
    public static void cookie(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        CookieJar jar = new CookieJar();
        jar.store(text, SHOP, "/items", 1_800_000_000_000L);
        byte[] target = "/items/7".getBytes(ISO_8859_1);
        ByteSink sent = new ByteSink(64);
        boolean any = jar.appendTo(sent, SHOP, target, 0, target.length, 1_800_000_000_000L);
        assertThat(new String(sent.array(), 0, sent.length(), ISO_8859_1)).doesNotContain("\r", "\n");
        assertThat(any).isEqualTo(sent.length() > 0);
    }

    public static List<String> cookies() {
        return List.of(
                "a=1; Path=/items; Domain=example.com; Max-Age=60; Secure",
                "b=2; Expires=Wed, 09 Jun 2027 10:18:14 GMT; HttpOnly",
                "c=3; Expires=Sun Nov  6 08:49:37 1994");
    }

    /** Of a URL, and of one that a redirect leads to. */
    public static void url(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        Url base = Url.parse("http://shop.example.com/a/b?c=d");
        Url next = base == null ? null : base.resolve(text);
        for (Url one : new Url[] {Url.parse(text), next}) {
            if (one != null) {
                Url again = Url.parse(one.toString());
                assertThat(again == null ? null : again.file()).isEqualTo(one.file());
                assertThat(one.file()).doesNotContain(" ", "\r", "\n");
            }
        }
    }

    public static List<String> urls() {
        return List.of("https://u:p@shop.example.com:8443/a/../b?q=%20#f", "//[::1]:80/x", "../c d?e", "?q", "");
    }
}

package dev.throng.runner.http.request;

import static dev.throng.runner.http.FakeTemplate.constant;
import static dev.throng.runner.http.FakeTemplate.random;
import static dev.throng.runner.http.FakeTemplate.variable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.FakeScope;
import dev.throng.runner.http.cookie.CookieJar;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.http.url.Redirects;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestEncoderTest {
    private static final String DEFAULTS =
            "User-Agent: throng/dev\r\nAccept: */*\r\nAccept-Encoding: gzip, deflate\r\n";
    private static final Url TARGET = url("http://shop.example:8000");
    private static final Scope SCOPE = FakeScope.with("7");

    private final RequestEncoder encoder = new RequestEncoder(() -> 1000);
    private final ByteSink out = new ByteSink(16);

    @Test
    void sendsWhatAnApiClientSendsByDefault() {
        assertThat(encoded(step("GET", constant("/items?page=1"))))
                .isEqualTo("GET /items?page=1 HTTP/1.1\r\nHost: shop.example:8000\r\n" + DEFAULTS + "\r\n");
        assertThat(encoder.origin()).isEqualTo(TARGET.origin());
    }

    @Test
    void fillsInWhatIsComputed() {
        Step.Request step = step(
                "POST",
                variable("/items/", "/tags"),
                Optional.of(new Step.Body("application/json", variable("{\"id\": ", "}"))),
                header("X-Id", variable("<", ">")),
                header("X-Fixed", constant("yes")));
        assertThat(encoded(step))
                .isEqualTo(
                        "POST /items/7/tags HTTP/1.1\r\nHost: shop.example:8000\r\n" + DEFAULTS
                                + "X-Id: <7>\r\nX-Fixed: yes\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"id\": 7}");
    }

    @Test
    void countsTheBytesOfABodyNotItsCharacters() {
        Step.Request fixed = step("PUT", constant("/"), body("text/plain", constant("\u00fc")));
        Step.Request computed = step("PUT", constant("/"), body("text/plain", variable("\u00fc", "")));
        assertThat(encoded(fixed)).endsWith("Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n\u00fc");
        assertThat(encoded(computed)).endsWith("Content-Type: text/plain\r\nContent-Length: 3\r\n\r\n\u00fc7");
    }

    @ParameterizedTest
    @CsvSource({"POST, true", "PUT, true", "PATCH, true", "GET, false", "HEAD, false", "DELETE, false"})
    void saysThatThereIsNoContentWhereSomeIsExpected(String method, boolean said) {
        assertThat(encoded(step(method, constant("/"))).contains("Content-Length: 0\r\n"))
                .isEqualTo(said);
    }

    @Test
    void letsTheStepReplaceOurHeaders() {
        Step.Request step = step(
                "POST",
                constant("/"),
                body("application/json", constant("{}")),
                header("user-agent", constant("me")),
                header("ACCEPT", constant("text/html")),
                header("Accept-Encoding", constant("identity")),
                header("content-type", constant("application/x")),
                header("Host", constant("other.example")),
                header("Content-Length", constant("99")),
                header("Transfer-Encoding", constant("chunked")));
        assertThat(encoded(step))
                .isEqualTo("POST / HTTP/1.1\r\nHost: other.example\r\nuser-agent: me\r\nACCEPT: text/html\r\n"
                        + "Accept-Encoding: identity\r\ncontent-type: application/x\r\nContent-Length: 2\r\n\r\n{}");
    }

    @Test
    void leavesOutAHeaderWhoseVariableIsUnset() {
        Step.Request step = step("GET", constant("/"), header("Authorization", variable("Bearer ", "")));
        assertThat(text(step, FakeScope.with("t"))).contains("\r\nAuthorization: Bearer t\r\n");
        assertThat(text(step, FakeScope.with(null)))
                .doesNotContain("Authorization")
                .endsWith("deflate\r\n\r\n");
    }

    @Test
    void refusesARequestWhosePathOrBodyIsUnset() {
        out.append("before");
        Scope unset = FakeScope.with(null);
        PreparedRequest path = prepare(step("GET", variable("/items/", "")));
        assertThat(encoder.encode(path, unset, null, out)).isFalse();
        assertThat(encoder.problem()).isEqualTo("path: a variable is not set in /items/${x}");
        PreparedRequest body = prepare(step("POST", constant("/"), body("", variable("a".repeat(90), ""))));
        assertThat(encoder.encode(body, unset, null, out)).isFalse();
        assertThat(encoder.problem()).isEqualTo("body: a variable is not set in " + "a".repeat(80) + "…");
        assertThat(out.length()).isEqualTo("before".length());
    }

    @Test
    void refusesAHeaderThatWouldBecomeTwo() {
        PreparedRequest request = prepare(step("GET", constant("/"), header("X", variable("", ""))));
        for (String bad : List.of("a\nb", "a\r\nEvil: yes", "a\0")) {
            assertThat(encoder.encode(request, FakeScope.with(bad), null, out)).isFalse();
            assertThat(encoder.problem()).isEqualTo("header X: line break in its value");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/a b,           /a%20b",
        "/\u00fc?\u20ac, /%C3%BC?%E2%82%AC",
        "/a%20b,         /a%20b",
        "/a#b,           /a",
        "/ #b,           /%20",
        "items,          /items",
        "?q,             /?q"
    })
    void neverBreaksTheRequestLine(String path, String target) {
        assertThat(encoded(step("GET", constant(path)))).startsWith("GET " + target + " HTTP/1.1\r\n");
        assertThat(text(step("GET", variable("", "")), FakeScope.with(path)))
                .startsWith("GET " + target + " HTTP/1.1\r\n");
    }

    @Test
    void encodesLineBreaksInAPath() {
        assertThat(text(step("GET", variable("/", "")), FakeScope.with("a\r\nb")))
                .startsWith("GET /a%0D%0Ab HTTP/1.1\r\n");
    }

    @Test
    void goesToAnotherOriginWhenThePathIsAUrl() {
        String expected = "GET /x?y HTTP/1.1\r\nHost: [::1]:8443\r\n" + DEFAULTS + "\r\n";
        assertThat(encoded(step("GET", constant("https://[::1]:8443/x?y#z")))).isEqualTo(expected);
        assertThat(encoder.origin()).isEqualTo(new Origin(true, "::1", 8443));
        assertThat(text(step("GET", variable("", "")), FakeScope.with("https://[::1]:8443/x?y#z")))
                .isEqualTo(expected);
        assertThat(encoder.origin()).isEqualTo(new Origin(true, "::1", 8443));
        assertThat(encoded(step("GET", constant("/")))).contains("Host: shop.example:8000\r\n");
        assertThat(encoder.origin()).isEqualTo(TARGET.origin());
    }

    @Test
    void saysWhenAComputedUrlIsNone() {
        PreparedRequest request = prepare(step("GET", variable("", "")));
        assertThat(encoder.encode(request, FakeScope.with("ftp://a/"), null, out))
                .isFalse();
        assertThat(encoder.problem()).isEqualTo("not a URL: ${x}");
    }

    @Test
    void sendsTheTargetsUserInformationToTheTargetOnly() {
        Url target = url("http://al%20ice:s%3Acret+@shop.example");
        String field = "Authorization: Basic YWwgaWNlOnM6Y3JldCs=\r\n";
        assertThat(text(PreparedRequest.of(step("GET", constant("/")), target), SCOPE))
                .contains(field);
        PreparedRequest computed = PreparedRequest.of(step("GET", variable("", "")), target);
        assertThat(text(computed, FakeScope.with("/x"))).contains(field);
        assertThat(text(computed, FakeScope.with("http://shop.example/x"))).contains(field);
        assertThat(text(computed, FakeScope.with("http://other.example/x"))).doesNotContain("Authorization");
        PreparedRequest elsewhere = PreparedRequest.of(step("GET", constant("http://other.example/x")), target);
        assertThat(text(elsewhere, SCOPE)).doesNotContain("Authorization");
        PreparedRequest inFull = PreparedRequest.of(step("GET", constant("http://shop.example:80/x")), target);
        assertThat(text(inFull, SCOPE)).contains(field);
        PreparedRequest otherwise = PreparedRequest.of(step("GET", constant("http://me:you@shop.example/x")), target);
        assertThat(text(otherwise, SCOPE)).contains("Authorization: Basic bWU6eW91\r\n");
        Step.Request own = step("GET", constant("/"), header("authorization", constant("Bearer x")));
        assertThat(text(PreparedRequest.of(own, target), SCOPE)).doesNotContain("Basic");
    }

    @Test
    void sendsTheUsersCookies() {
        CookieJar jar = new CookieJar();
        jar.store("a=1; Path=/api", TARGET.origin(), "/", 0);
        jar.store("b=2; Max-Age=1", TARGET.origin(), "/", 0);
        jar.store("c=3", TARGET.origin(), "/", 0);
        assertThat(text(prepare(step("GET", constant("/api?x"))), SCOPE, jar)).endsWith("\r\nCookie: a=1; c=3\r\n\r\n");
        assertThat(text(prepare(step("GET", variable("/a", ""))), SCOPE, jar)).endsWith("\r\nCookie: c=3\r\n\r\n");
        assertThat(text(prepare(step("GET", constant("http://other/"))), SCOPE, jar))
                .doesNotContain("Cookie");
        Step.Request own = step("GET", constant("/api"), header("Cookie", constant("mine=1")));
        assertThat(text(prepare(own), SCOPE, jar))
                .contains("Cookie: mine=1\r\n")
                .doesNotContain("c=3");
    }

    @Test
    void hasAConstantRequestReadyAsItIsWritten() {
        PreparedRequest request =
                prepare(step("PUT", constant("/a"), body("text/plain", constant("b")), header("X", constant("y"))));
        ByteSink whole = Objects.requireNonNull(request.whole());
        assertThat(text(whole))
                .isEqualTo(text(request, SCOPE))
                .startsWith("PUT /a ")
                .endsWith("\r\n\r\nb");
    }

    @Test
    void hasNoRequestReadyInWhichSomethingIsComputed() {
        assertThat(Stream.of(
                        step("GET", variable("/", "")),
                        step("GET", variable("", "")),
                        step("GET", constant("/"), header("X", variable("", ""))),
                        step("PUT", constant("/"), body("text/plain", variable("", "")))))
                .allSatisfy(step -> assertThat(prepare(step).whole()).isNull());
    }

    @Test
    void drawsRandomValuesInAFixedOrder() {
        Step.Request step = step("POST", random("/", ""), body("", random("", "")), header("X", random("", "")));
        String[] lines = text(step, new FakeScope()).split("\r\n");
        FakeScope same = new FakeScope();
        assertThat(lines[0]).isEqualTo("POST /" + same.random().nextInt(1000) + " HTTP/1.1");
        assertThat(lines[5]).isEqualTo("X: " + same.random().nextInt(1000));
        assertThat(lines[8]).isEqualTo(Objects.toString(same.random().nextInt(1000)));
    }

    @Test
    void appendsBehindWhatIsThere() {
        CookieJar jar = new CookieJar();
        jar.store("a=1; Path=/x", TARGET.origin(), "/", 0);
        out.append("GET /x before");
        assertThat(encoder.encode(prepare(step("GET", constant("/y"))), SCOPE, jar, out))
                .isTrue();
        assertThat(new String(out.array(), 0, out.length(), UTF_8))
                .startsWith("GET /x beforeGET /y HTTP/1.1\r\n")
                .doesNotContain("Cookie");
    }

    @Test
    void knowsWhatTheLoopNeedsToKnow() {
        PreparedRequest head = prepare(step("HEAD", constant("/"), header("connection", constant("Close"))));
        assertThat(head.isHead()).isTrue();
        assertThat(head.closes()).isTrue();
        assertThat(head.isIdempotent()).isTrue();
        assertThat(head.wantsBody()).isFalse();
        PreparedRequest post = prepare(step("POST", constant("/")));
        assertThat(post.isHead()).isFalse();
        assertThat(post.closes()).isFalse();
        assertThat(post.isIdempotent()).isFalse();
    }

    @Test
    void followsARedirectWithTheSameRequest() {
        Step.Request step = step(
                "POST",
                random("/", ""),
                body("application/json", random("{\"a\":", "}")),
                header("Authorization", constant("Bearer t")),
                header("X", random("", "")));
        assertThat(hop(step, "POST", "http://shop.example:8000/next", true))
                .isEqualTo(encodedBefore().replaceFirst("/\\d+ ", "/next "));
    }

    @Test
    void followsARedirectWithoutTheBody() {
        Step.Request step = step(
                "POST",
                constant("/"),
                body("application/json", constant("{}")),
                header("Content-Language", constant("en")),
                header("X", constant("1")));
        assertThat(hop(step, "GET", "http://shop.example:8000/next?a", false))
                .isEqualTo("GET /next?a HTTP/1.1\r\nHost: shop.example:8000\r\n" + DEFAULTS + "X: 1\r\n\r\n");
    }

    @Test
    void keepsCredentialsFromOtherOrigins() {
        Step.Request step = step(
                "PUT",
                constant("/"),
                body("text/plain", constant("text")),
                header("Host", constant("mine")),
                header("authorization", constant("Bearer t")),
                header("Cookie", constant("mine=1")),
                header("X", constant("1")));
        assertThat(hop(step, "PUT", "https://other/", true))
                .isEqualTo("PUT / HTTP/1.1\r\nHost: other\r\n" + DEFAULTS
                        + "X: 1\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\ntext");
        assertThat(encoder.origin()).isEqualTo(new Origin(true, "other", 443));
        assertThat(hop(step, "PUT", "http://shop.example:8000/", true)).isEqualTo(encodedBefore());
    }

    @Test
    void choosesCookiesAnewForARedirect() {
        CookieJar jar = new CookieJar();
        jar.store("a=1; Path=/old", TARGET.origin(), "/", 0);
        jar.store("b=2; Path=/new", TARGET.origin(), "/", 0);
        PreparedRequest request = prepare(step("GET", constant("/old")));
        assertThat(text(request, SCOPE, jar)).contains("Cookie: a=1\r\n");
        ByteSink next = new ByteSink(16);
        encoder.encodeHop(
                request, out, new Redirects.Hop("GET", url("http://shop.example:8000/new"), true, false), jar, next);
        assertThat(text(next)).contains("GET /new ").contains("Cookie: b=2\r\n").doesNotContain("a=1");
    }

    @Test
    void readsTheUrlOfAnEncodedRequest() {
        String unused = encoded(step("GET", variable("/items/", "?a=b")));
        assertThat(RequestEncoder.url(TARGET.origin(), out)).isEqualTo(new Url(TARGET.origin(), "/items/7?a=b", null));
    }

    private String encodedBefore() {
        return text(out);
    }

    private String hop(Step.Request step, String method, String location, boolean keepsBody) {
        PreparedRequest request = prepare(step);
        String unused = text(request, SCOPE);
        Url url = url(location);
        ByteSink next = new ByteSink(16);
        boolean crosses = !url.origin().equals(TARGET.origin());
        encoder.encodeHop(request, out, new Redirects.Hop(method, url, keepsBody, crosses), null, next);
        return text(next);
    }

    private String encoded(Step.Request step) {
        return text(step, SCOPE);
    }

    private String text(Step.Request step, Scope scope) {
        return text(prepare(step), scope);
    }

    private String text(PreparedRequest request, Scope scope) {
        return text(request, scope, null);
    }

    private String text(PreparedRequest request, Scope scope, @Nullable CookieJar jar) {
        out.truncate(0);
        assertThat(encoder.encode(request, scope, jar, out)).isTrue();
        return text(out);
    }

    private static String text(ByteSink sink) {
        return new String(sink.array(), 0, sink.length(), UTF_8);
    }

    private static PreparedRequest prepare(Step.Request step) {
        return PreparedRequest.of(step, TARGET);
    }

    private static Url url(String text) {
        return Objects.requireNonNull(Url.parse(text));
    }

    private static Step.Header header(String name, Template value) {
        return new Step.Header(name, value);
    }

    private static Optional<Step.Body> body(String contentType, Template content) {
        return Optional.of(new Step.Body(contentType, content));
    }

    private static Step.Request step(String method, Template path, Step.Header... headers) {
        return step(method, path, Optional.empty(), headers);
    }

    private static Step.Request step(String method, Template path, Optional<Step.Body> body, Step.Header... headers) {
        return new Step.Request(
                "user",
                "name",
                method,
                path,
                List.of(headers),
                body,
                List.of(),
                Expectation.DEFAULT,
                Optional.empty(),
                List.of(),
                List.of(),
                true,
                0);
    }
}

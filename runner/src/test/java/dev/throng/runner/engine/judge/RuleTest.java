package dev.throng.runner.engine.judge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.Plans;
import dev.throng.runner.plan.step.Capture;
import dev.throng.runner.plan.step.Digest;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.FakeScope;
import dev.throng.runner.script.Values;
import dev.throng.runner.script.regex.Regex;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {
    private static final CaptureExtractor.Holder USER = new Cookies();

    private static final String BODY =
            "{'state':'open','n':7,'big':18446744073709551615,'half':2.5,'on':true,'none':null,'list':[1,2,3],'items':[{'price':5},{'price':12}]}"
                    .replace('\'', '"');

    /** What a file says of a response, and what is wrong with it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "ok",
            value = {
                "{json: [{path: $.n, above: 6, below: 8, type: integer}]} | ok",
                "{json: [{path: $.n, above: 7}]} | $.n is 7, expected above 7",
                "{json: [{path: $.n, atLeast: 7, atMost: 7}]} | ok",
                "{json: [{path: $.state, above: 7}]} | $.state is \"open\", expected above 7",
                "{json: [{path: $.big, above: 18446744073709549568, type: integer}]} | ok",
                "{json: [{path: $.half, type: integer}]} | $.half is 2.5, expected an integer",
                "{json: [{path: $.on, type: bool}, {path: $.list, type: array}, {path: '$.items[0]', type: object}]} | ok",
                "{json: [{path: $.on, type: string}]} | $.on is true, expected a string",
                "{json: [{path: $.state, anyOf: [shut, open]}]} | ok",
                "{json: [{path: $.none, anyOf: [1, null]}]} | ok",
                "{json: [{path: $.state, anyOf: [shut, 1]}]} | $.state is \"open\", expected \"shut\" or 1",
                "{json: [{path: '$.items[*].price', each: true, atMost: 12}]} | ok",
                "{json: [{path: '$.items[*].price', each: true, atMost: 11}]} | $.items[*].price (the 2. of 2) is 12, expected at most 11",
                "{json: [{path: '$.items[*].cost', each: true, atMost: 11}]} | $.items[*].cost missing",
                "{json: [{path: '$.items[*].price', not: true, equals: 13}]} | ok",
                "{json: [{path: '$.items[*].price', not: true, equals: 12}]} | $.items[*].price is 12, which must not be",
                "{json: [{path: $.error, not: true}]} | ok",
                "{json: [{path: $.state, not: true}]} | $.state is \"open\", which must not be",
                "{json: [{path: '$.items.length()', atLeast: 3}]} | $.items.length() is 2, expected at least 3",
                "{headers: [{name: X-A, anyOf: [one, two]}, {name: X-B, not: true}]} | ok",
                "{headers: [{name: X-A, not: true, matches: w}]} | header X-A is two, which must not be",
                "{headers: [{name: X-A, anyOf: [one, none]}]} | header X-A is \"two and three\", expected \"one\" or \"none\"",
                "{cookies: [{name: session, matches: ^s}, {name: other, not: true}]} | ok",
                "{cookies: [{name: other}]} | cookie other missing",
                "{cookies: [{name: session, equals: x}]} | cookie session is s1, expected x",
                "{body: {lacks: shut, atLeast: '10', atMost: 1Ki}} | ok",
                "{body: {lacks: open}} | body contains \"open\"",
                "{body: {atMost: '9'}} | body has 132 bytes, expected at most 9 bytes",
                "{body: {atLeast: 1Ki, atMost: 2Ki}} | body has 132 bytes, expected at least 1024 and at most 2048 bytes",
                "{status: [2xx]} | ok",
                "{status: [100-199, 404]} | status 200, expected 100-199 or 404",
                "{notStatus: [4xx, 500]} | ok",
                "{notStatus: [2xx]} | status 200, expected not 2xx",
            })
    void saysWhatIsNotAsExpected(String expect, @Nullable String broken) {
        ResponseParser response = response();
        try (BodyReader bodies = new BodyReader(1000)) {
            assertThat(bodies.read(response)).isNull();
            Failure failure = Judge.of(request("expect", expect).expect()).judge(response, bodies.content(), 0, USER);
            assertThat(failure == null ? null : failure.message()).isEqualTo(broken);
        }
    }

    /** What a file takes out of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "unset",
            value = {
                "{json: '$.items[*].price'} | 5",
                "{json: '$.items[*].price', take: last} | 12",
                "{json: '$.items[*].price', take: all} | [5,12]",
                "{json: '$.items[*].price', take: count} | 2",
                "{json: '$.items[*].cost', take: count} | 0",
                "{json: '$.items[*].cost', take: all, optional: true} | unset",
                "{json: '$.items[*]', take: all} | [{\"price\":5},{\"price\":12}]",
                "{header: X-A} | two",
                "{header: X-A, take: all} | [\"two\",\"three\"]",
                "{regex: '\"price\":(\\d+)', take: last} | 12",
                "{regex: price, take: count} | 2",
                "{response: status} | 200",
                "{response: size} | 132",
                "{response: millis} | 1.5",
            })
    void takesWhatIsAskedFor(String capture, @Nullable String expected) {
        Cookies user = new Cookies();
        ResponseParser response = response();
        try (BodyReader bodies = new BodyReader(1000)) {
            assertThat(bodies.read(response)).isNull();
            List<Capture> captures =
                    request("capture", "{found: " + capture + "}").captures();
            assertThat(CaptureExtractor.apply(captures, user, response, bodies.content(), 1_500_000))
                    .isNull();
            Object value = user.variable(captures.getFirst().variable());
            assertThat(value == null ? null : Values.text(value)).isEqualTo(expected);
        }
    }

    @Test
    void drawsOneOfSeveralFromTheUsersOwnRandomNumbers() {
        List<Capture> captures =
                request("capture", "{found: {json: '$.list[*]', take: random}}").captures();
        Set<Object> seen = new HashSet<>();
        Cookies user = new Cookies();
        try (BodyReader bodies = new BodyReader(1000)) {
            ResponseParser response = response();
            assertThat(bodies.read(response)).isNull();
            for (int i = 0; i < 100; i++) {
                CaptureExtractor.apply(captures, user, response, bodies.content(), 0);
                seen.add(user.variable(captures.getFirst().variable()));
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    private static Step.Request request(String field, String value) {
        Plan plan = Plans.of("""
                target: http://localhost
                scenario: {users: [{name: User, tasks: [{get: /, %s: %s}]}]}
                users: 1
                """.formatted(field, value));
        return (Step.Request) plan.users().getFirst().tasks().getFirst().steps().getFirst();
    }

    private static ResponseParser response() {
        ResponseParser response = new ResponseParser(new SinkPool());
        response.begin(false, true, 1000);
        byte[] bytes = ("HTTP/1.1 200 OK\r\nX-A: two\r\nX-A: three\r\nContent-Length: " + BODY.length() + "\r\n\r\n"
                        + BODY)
                .getBytes(ISO_8859_1);
        assertThat(response.parse(bytes, 0, bytes.length)).isEqualTo(bytes.length);
        return response;
    }

    private static final class Cookies extends FakeScope implements CaptureExtractor.Holder {
        Cookies() {
            super(1);
        }

        @Override
        public @Nullable String cookie(String name) {
            return name.equals("session") ? "s1" : null;
        }
    }

    @Test
    void comparesWithTheDigestOfTheBody() throws Exception {
        Content body = new Content();
        byte[] bytes = BODY.getBytes(ISO_8859_1);
        body.set(bytes, 0, bytes.length);
        for (Digest digest : Digest.values()) {
            String hex = HexFormat.of()
                    .formatHex(MessageDigest.getInstance(digest.algorithm()).digest(bytes));
            Rule rule = Rule.of(new Expectation.BodyDigest(digest, hex));
            assertThat(rule.broken(new ResponseParser(new SinkPool()), body, USER))
                    .isNull();
            body.set(bytes, 1, bytes.length - 1);
            assertThat(rule.broken(new ResponseParser(new SinkPool()), body, USER))
                    .contains("expected " + hex);
            body.set(bytes, 0, bytes.length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/html; charset=ISO-8859-1, ISO-8859-1, true",
        "'text/plain;charset=\"utf-16\"', UTF-16, true",
        "text/html; Charset=windows-1251, UTF-8, false",
        "text/html, UTF-8, true",
        "text/html; charset=nonsense, UTF-8, true"
    })
    void looksForTextInTheCharsetOfTheResponse(String type, String written, boolean found) {
        byte[] body = "<p>caf\u00e9</p>".getBytes(Charset.forName(written));
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(ISO_8859_1);
        ResponseParser response = new ResponseParser(new SinkPool());
        response.begin(false, true, 1000);
        byte[] bytes = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, bytes, head.length, body.length);
        assertThat(response.parse(bytes, 0, bytes.length)).isEqualTo(bytes.length);
        try (BodyReader bodies = new BodyReader(1000)) {
            assertThat(bodies.read(response)).isNull();
            Regex pattern = Regex.of("caf\u00e9<");
            assertThat(Rule.of(new Expectation.BodyMatches(pattern)).broken(response, bodies.content(), USER) == null)
                    .isEqualTo(found);
        }
    }
}

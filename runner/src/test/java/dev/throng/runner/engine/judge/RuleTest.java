package dev.throng.runner.engine.judge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.ResponseParser;
import dev.throng.runner.http.SinkPool;
import dev.throng.runner.plan.Expectation;
import dev.throng.runner.script.regex.Regex;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {
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
            assertThat(Rule.of(new Expectation.BodyMatches(pattern)).broken(response, bodies.content()) == null)
                    .isEqualTo(found);
        }
    }
}

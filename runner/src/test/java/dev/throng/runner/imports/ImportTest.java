package dev.throng.runner.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.api.load.StageSpec;
import dev.throng.api.scenario.TaskSpec;
import dev.throng.api.step.PartSpec;
import dev.throng.api.step.StepSpec;
import dev.throng.runner.imports.accesslog.AccessLog;
import dev.throng.runner.plan.compile.Compiled;
import dev.throng.runner.plan.compile.PlanCompiler;
import dev.throng.runner.plan.option.PlanOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is imported is a LoadTest that runs, and says what it lacks. */
class ImportTest {
    private static final Map<Kind, String> SAMPLES = Map.of(
            Kind.CURL,
            """
            curl 'https://h.example/a/17?x=${y}' \\
              -H 'accept: application/json' -H "X: $1" --compressed
            curl -X PUT "https://h.example/b" -H 'Content-Type: application/json' --data-raw $'{"n":"it\\'s"}'; curl -G http://o/ -d a=b -u a:b
            """,
            Kind.HAR,
            """
            {"log": {"entries": [
             {"startedDateTime": "2026-01-01T10:00:00.000Z", "time": 20, "request": {"method": "POST", "url": "https://h.example/login",
               "headers": [{"name": "X-A", "value": "1"}], "postData": {"mimeType": "application/json", "text": "{\\"a\\": 1}"}},
              "response": {"status": 200, "content": {"mimeType": "application/json", "text": "{\\"token\\": \\"abcdefghij\\"}"}}},
             {"startedDateTime": "2026-01-01T10:00:02.000Z", "request": {"method": "GET", "url": "https://h.example/me?t=abcdefghij", "headers": []},
              "response": {"status": 404, "content": {}}}]}}
            """,
            Kind.POSTMAN,
            """
            {"info": {"name": "x"}, "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{t}}"}]}, "variable": [{"key": "base", "value": "https://h.example"}],
             "item": [{"name": "f", "item": [{"name": "Create", "request": {"method": "POST", "url": {"raw": "{{base}}/a?q={{q}}"},
               "header": [{"key": "X", "value": "{{$guid}}"}], "body": {"mode": "raw", "raw": "{\\"a\\": \\"{{n}}\\"}"}}}]}, {"name": "L", "request": "{{base}}/b"}]}
            """,
            Kind.ACCESSLOG,
            """
            10.0.0.1 - - [01/Mar/2026:10:00:00 +0000] "GET /a/17?x=${y} HTTP/1.1" 200 12 "-" "x"
            10.0.0.2 - bob [01/Mar/2026:10:00:09 +0000] "POST /b HTTP/1.1" 404 12 "-" "x"
            [2026-04-15T20:17:00.310Z] "PUT /c/{d} HTTP/2" 204 - 154 0 226 100 "10.0.35.28" "n" "c" "l" "t"
            """,
            Kind.OPENAPI,
            OpenApiTest.SHOP,
            Kind.JMX,
            shop(),
            Kind.K6_TESTRUN,
            ResourcesTest.TEST_RUN,
            Kind.LOCUSTTEST,
            ResourcesTest.LOCUST_TEST);

    private static String shop() {
        try {
            return Files.readString(Path.of("src/test/resources/dev/throng/runner/imports/shop.jmx"));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @TempDir
    private Path folder = Path.of("");

    static LoadTestSpec valid(Made draft) throws ImportException {
        String text = LoadTestText.of("My Shop!", "Made of a test", draft);
        Reading reading = LoadTestReader.read("in.yaml", text.getBytes(StandardCharsets.UTF_8));
        assertThat(reading)
                .as(() -> text
                        + (reading instanceof Reading.Refused refused
                                ? refused.problems().renderWithSource()
                                : ""))
                .isInstanceOf(Reading.Accepted.class);
        LoadTestSpec spec = ((Reading.Accepted) reading).loadTests().getFirst().spec();
        if (spec.scenario().python() != null) {
            return spec;
        }
        assertThat(PlanCompiler.compile("t", spec, PlanOptions.DEFAULTS))
                .as(text)
                .isInstanceOf(Compiled.Accepted.class);
        return spec;
    }

    private static List<StepSpec> steps(LoadTestSpec spec) {
        return spec.scenario().users().getFirst().tasks().getFirst().steps();
    }

    @Test
    void curlCommandsAsBrowsersCopyThem() throws Exception {
        Draft draft = CurlReader.read("""
                # two of them
                curl 'https://shop.example/api/items/17?x=${y}' \\
                  -H 'accept: application/json' -H 'sec-fetch-mode: cors' -H 'Cookie: a=b' --compressed
                curl -X PUT "https://shop.example/api/items" -H 'Content-Type: application/json' --data-raw $'{"name":"it\\'s","n":1}'
                curl https://shop.example/login -d user=me -d 'password=a b' -u me:pw --strange
                """);
        LoadTestSpec spec = valid(draft);
        List<StepSpec> steps = steps(spec);

        assertThat(spec.target()).isEqualTo("https://shop.example");
        assertThat(steps.get(0).request().get()).isEqualTo("/api/items/17?x=$${y}");
        assertThat(steps.get(0).request().name()).isEqualTo("/api/items/{id}");
        assertThat(steps.get(0).request().headers()).containsOnlyKeys("accept");
        assertThat(steps.get(1).request().put()).isEqualTo("/api/items");
        assertThat(steps.get(1).request().json().toString()).isEqualTo("{\"name\":\"it's\",\"n\":1}");
        assertThat(steps.get(2).request().post()).isEqualTo("/login");
        assertThat(steps.get(2).request().form()).containsEntry("password", TextNode.valueOf("a b"));
        assertThat(steps.get(2).request().headers()).containsEntry("Authorization", TextNode.valueOf("Basic bWU6cHc="));
        assertThat(draft.notes()).containsExactly("option --strange of curl is not known here");
    }

    @Test
    void aRecordingKeepsOrderAndPausesAndFindsTheToken() throws Exception {
        Draft draft = HarReader.read("""
                {"log": {"entries": [
                 {"startedDateTime": "2026-01-01T10:00:00.000Z", "time": 100,
                  "request": {"method": "POST", "url": "https://shop.example/login", "headers": [{"name": "Content-Type", "value": "application/json"}],
                    "postData": {"mimeType": "application/json", "text": "{\\"user\\":\\"me\\"}"}},
                  "response": {"status": 200, "content": {"mimeType": "application/json", "text": "{\\"auth\\":{\\"access-token\\":\\"abcdefgh12345\\"},\\"name\\":\\"somebody\\"}"}}},
                 {"startedDateTime": "2026-01-01T10:00:00.200Z", "time": 10, "request": {"method": "GET", "url": "https://shop.example/logo.png", "headers": []},
                  "response": {"status": 200, "content": {"mimeType": "image/png"}}},
                 {"startedDateTime": "2026-01-01T10:00:00.300Z", "time": 10, "request": {"method": "GET", "url": "https://cdn.example/x", "headers": []},
                  "response": {"status": 200, "content": {"mimeType": "text/html"}}},
                 {"startedDateTime": "2026-01-01T10:00:02.150Z", "time": 50,
                  "request": {"method": "GET", "url": "https://shop.example/me?t=abcdefgh12345#top", "headers": [{"name": "Authorization", "value": "Bearer abcdefgh12345"}]},
                  "response": {"status": 404, "content": {"mimeType": "text/html"}}}
                ]}}""");
        List<StepSpec> steps = steps(valid(draft));

        assertThat(steps).hasSize(3);
        assertThat(steps.get(0).request().capture().get("access_token").json()).isEqualTo("$.auth['access-token']");
        assertThat(steps.get(1).pause()).isEqualTo("2000ms");
        assertThat(steps.get(2).request().get()).isEqualTo("/me?t=${access_token}");
        assertThat(steps.get(2).request().headers())
                .containsEntry("Authorization", TextNode.valueOf("Bearer ${access_token}"));
        assertThat(steps.get(2).request().expect().status()).containsExactly("404");
        assertThat(draft.notes())
                .anyMatch(note -> note.startsWith("1 requests for images"))
                .anyMatch(note -> note.contains("https://cdn.example"))
                .anyMatch(note -> note.startsWith("access_token is captured from $.auth"));
    }

    @Test
    void aLongRecordingIsDividedIntoFlows() throws Exception {
        String commands = "curl http://h.example/a\n".repeat(100);
        LoadTestSpec spec = valid(CurlReader.read(commands));

        assertThat(spec.scenario().flows()).hasSize(4);
        assertThat(steps(spec)).extracting(StepSpec::flow).containsExactly("part1", "part2", "part3", "part4");
    }

    @Test
    void moreVariablesThanAUserMayHaveAreSetByItsFirstSteps() throws Exception {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            path.append("/{{v").append(i).append("}}");
        }
        LoadTestSpec spec = valid(PostmanReader.read("{\"item\": [{\"request\": \"http://h" + path + "\"}]}"));

        assertThat(spec.scenario().users().getFirst().variables()).hasSize(64);
        assertThat(spec.scenario().users().getFirst().onStart())
                .extracting(step -> step.set().size())
                .containsExactly(32, 32, 22);
    }

    @Test
    void aPostmanCollectionWithItsVariables() throws Exception {
        Draft draft = PostmanReader.read("""
                {"info": {"name": "x"}, "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{api token}}"}]},
                 "variable": [{"key": "base", "value": "https://api.example/v1"}, {"key": "api token", "value": "s3"}],
                 "item": [{"name": "folder", "item": [
                   {"name": "Create", "event": [{"listen": "test"}], "request": {"method": "POST", "url": {"raw": "{{base}}/items?q={{query}}"},
                     "header": [{"key": "X-Off", "value": "1", "disabled": true}],
                     "body": {"mode": "raw", "raw": "{\\"id\\": \\"{{$guid}}\\", \\"who\\": \\"{{name}}\\"}", "options": {"raw": {"language": "json"}}}}},
                   {"name": "List", "request": "{{base}}/items"}]}]}""");
        LoadTestSpec spec = valid(draft);
        List<StepSpec> steps = steps(spec);

        assertThat(spec.target()).isEqualTo("https://api.example");
        assertThat(steps.get(0).request().post()).isEqualTo("/v1/items?q=${query}");
        assertThat(steps.get(0).request().json().toString())
                .isEqualTo("{\"id\":\"${random.uuid()}\",\"who\":\"${name}\"}");
        assertThat(steps.get(0).request().headers())
                .containsOnly(java.util.Map.entry("Authorization", TextNode.valueOf("Bearer ${api_token}")));
        assertThat(steps.get(1).request().get()).isEqualTo("/v1/items");
        assertThat(spec.scenario().users().getFirst().variables()).containsKeys("query", "name", "api_token");
        assertThat(draft.notes())
                .anyMatch(note -> note.startsWith("of 1 script "))
                .anyMatch(note -> note.startsWith("{{name}}"));
    }

    @Test
    void anAccessLogGivesWeightsWithinOnePercentAndItsRate() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        Stream<String> lines = IntStream.range(0, 100_000).mapToObj(i -> {
            int draw = random.nextInt(100);
            String request =
                    draw < 70 ? "GET /items/" + random.nextInt(5000) : draw < 95 ? "GET /search?q=a" : "POST /orders";
            return "10.0.0.1 - - [01/Mar/2026:10:%02d:%02d +0000] \"%s HTTP/1.1\" 200 12 \"-\" \"x\""
                    .formatted(i / 6000, i / 100 % 60, request);
        });
        Draft draft = AccessLog.read(
                Stream.concat(lines, Stream.of("nonsense")), "http://localhost", AccessLog.Model.arrivals);
        LoadTestSpec spec = valid(draft);
        List<TaskSpec> tasks = spec.scenario().users().getFirst().tasks();

        assertThat(tasks)
                .extracting(task -> task.request().name())
                .containsExactly("GET /items/{id}", "GET /search", "POST /orders");
        assertThat(tasks.get(0).weight() / 100_000.0).isBetween(0.693, 0.707);
        assertThat(tasks.get(1).weight() / 100_000.0).isBetween(0.2475, 0.2525);
        assertThat(spec.rate()).isEqualTo("100/s");
        assertThat(spec.runTime()).isEqualTo("1000s");
        assertThat(draft.notes()).anyMatch(note -> note.startsWith("1 lines are in another format"));
    }

    @Test
    void aLogGivesItsStepsAsStages() throws Exception {
        List<String> lines = new ArrayList<>();
        int[] rates = {100, 400, 0, 150};
        for (int second = 0; second < 240; second++) {
            for (int i = 0; i < rates[second / 60]; i++) {
                lines.add("10.0.0.%d - - [01/Mar/2026:10:%02d:%02d +0100] \"GET /a HTTP/1.1\" 200 12"
                                .formatted(i % 100, second / 60, second % 60)
                        + " \"-\" \"x\"");
            }
        }
        LoadTestSpec spec = valid(AccessLog.read(lines.stream(), "http://localhost", AccessLog.Model.arrivals));

        assertThat(spec.stages()).extracting(StageSpec::duration).containsExactly("60s", "60s", "60s", "60s");
        assertThat(spec.stages()).extracting(StageSpec::rate).containsExactly("100/s", "400/s", "0/s", "150/s");
    }

    /** As a run leaves it, which begins and ends somewhere in a second. */
    @Test
    void theSecondsInWhichALogBeginsAndEndsAreNoStagesOfTheirOwn() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int second = 0; second < 121; second++) {
            int rate = second < 60 ? 200 : 100;
            int requests = second == 0 ? rate / 4 : second == 120 ? 3 * rate / 4 : rate;
            for (int i = 0; i < requests; i++) {
                lines.add("10.0.0.%d - - [01/Mar/2026:10:%02d:%02d +0100] \"GET /a?q=%d HTTP/1.1\" 200 12"
                        .formatted(i % 100, second / 60, second % 60, i % 5));
            }
        }
        Draft draft = AccessLog.read(lines.stream(), "http://localhost", AccessLog.Model.arrivals);
        LoadTestSpec spec = valid(draft);

        assertThat(spec.stages()).extracting(StageSpec::rate).containsExactly("200/s", "100/s");
        assertThat(spec.stages()).extracting(StageSpec::duration).containsExactly("59s", "61s");
        assertThat(spec.scenario()
                        .users()
                        .getFirst()
                        .tasks()
                        .getFirst()
                        .request()
                        .get())
                .isEqualTo("${random.pick('/a?q=0', '/a?q=1', '/a?q=2', '/a?q=3', '/a?q=4')}");
    }

    @Test
    void aBodyKeepsTheTypeThatTheRecordingSaysOfIt() throws Exception {
        StepSpec step = steps(valid(HarReader.read("""
                {"log": {"entries": [{"request": {"method": "POST", "url": "http://h/a",
                   "postData": {"mimeType": "text/xml; charset=utf-8", "text": "<a/>"}}, "response": {"status": 200}}]}}"""))).getFirst();

        assertThat(step.request().body()).isEqualTo("<a/>");
        assertThat(step.request().headers())
                .containsOnly(java.util.Map.entry("Content-Type", TextNode.valueOf("text/xml; charset=utf-8")));
    }

    @Test
    void whatARedirectLedToIsNoStepOfItsOwn() throws Exception {
        Draft draft = HarReader.read("""
                {"log": {"entries": [
                 {"startedDateTime": "2026-01-01T10:00:00Z", "time": 10, "request": {"method": "POST", "url": "http://h/login",
                   "postData": {"mimeType": "multipart/form-data; boundary=x", "params": [{"name": "user", "value": "a\\"b"}, {"name": "photo", "fileName": "a.png"}]}},
                  "response": {"status": 302, "redirectURL": "/home?from=login"}},
                 {"startedDateTime": "2026-01-01T10:00:01Z", "time": 10, "request": {"method": "GET", "url": "http://h/home?from=login"},
                  "response": {"status": 200, "content": {"mimeType": "application/json", "encoding": "base64", "text": "eyJ0b2tlbiI6ICJhYmNkZWZnaC0xMiJ9"}}},
                 {"startedDateTime": "2026-01-01T10:00:03Z", "time": 10, "request": {"method": "POST", "url": "http://h/orders",
                   "headers": [{"name": "Authorization", "value": "Bearer abcdefgh-12"}],
                   "postData": {"mimeType": "application/x-www-form-urlencoded", "params": [{"name": "item", "value": "7"}, {"name": "key", "value": "abcdefgh-12"}, {"name": "item", "value": "8"}]}},
                  "response": {"status": 200}}]}}""");
        List<StepSpec> steps = steps(valid(draft));

        assertThat(steps.get(0).request().post()).isEqualTo("/login");
        assertThat(steps.get(0).request().multipart()).containsExactly(part("user", "a\"b", null));
        assertThat(steps.get(0).request().headers()).isNull();
        assertThat(steps.get(0).request().capture()).containsKey("token");
        assertThat(steps.get(1).pause()).isEqualTo("1900ms");
        assertThat(steps.get(2).request().post()).isEqualTo("/orders");
        assertThat(String.valueOf(steps.get(2).request().form())).isEqualTo("{item=[\"7\",\"8\"], key=\"${token}\"}");
        assertThat(steps.get(2).request().headers())
                .containsEntry("Authorization", TextNode.valueOf("Bearer ${token}"));
        assertThat(steps).hasSize(3);
        assertThat(draft.notes())
                .anyMatch(note -> note.startsWith("1 recorded request"))
                .anyMatch(note -> note.contains("photo"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            curl -sLo /dev/null -XPUT http://h/x -d@body.json 2>/dev/null && jq .  | PUT /x
            TOKEN=1 curl http://h/a?x=1&y=2 > out.txt                             | GET /a?x=1&y=2
            if ! curl -sk http://h/h -H'X-A: b' -so /dev/null; then exit 1; fi    | GET /h
            curl -G http://h/z --data-urlencode 'q=a&b c' -d p=1                  | GET /z?q=a%26b+c&p=1
            curl -f http://h/one && echo http://h/two                             | GET /one
            curl -d @body.json http://h/up                                        | POST /up
            """)
    void curlCommandsAsScriptsHaveThem(String command, String request) throws Exception {
        StepSpec step = steps(valid(CurlReader.read(command))).getFirst();
        String[] parts = request.split(" ");

        assertThat(
                        switch (parts[0]) {
                            case "PUT" -> step.request().put();
                            case "POST" -> step.request().post();
                            default -> step.request().get();
                        })
                .isEqualTo(parts[1]);
        assertThat(step.request().body()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-u a:b -H 'Authorization: Bearer x'", "-H 'Authorization: Bearer x' -u a:b"})
    void aHeaderOfCurlGoesBeforeWhatItsOptionsMake(String options) throws Exception {
        StepSpec step =
                steps(valid(CurlReader.read("curl http://h/f " + options))).getFirst();

        assertThat(step.request().headers()).containsEntry("Authorization", TextNode.valueOf("Bearer x"));
    }

    @Test
    void curlEncodesFields() throws Exception {
        StepSpec step = steps(valid(CurlReader.read("curl http://h/f --data-urlencode 'q=a&b' -d x=1")))
                .getFirst();

        assertThat(step.request().form().toString()).contains("a&b").contains("x");
    }

    @Test
    void headersOfOneNameAreAList() throws Exception {
        StepSpec curl = steps(
                        valid(
                                CurlReader.read(
                                        "curl http://h/f -H 'X-Tag: a' -H 'Accept: text/html' -H 'x-tag: ${b}' -H 'X-One: 1' -H 'X-Tag: c'")))
                .getFirst();
        StepSpec har = steps(valid(HarReader.read("""
                {"log": {"entries": [{"request": {"method": "GET", "url": "http://h/f", "headers": [
                  {"name": "x-tag", "value": "a"}, {"name": "X-Tag", "value": "b"}, {"name": "accept", "value": "*/*"}]},
                  "response": {"status": 200}}]}}"""))).getFirst();

        assertThat(String.valueOf(curl.request().headers()))
                .isEqualTo("{X-Tag=[\"a\",\"$${b}\",\"c\"], Accept=\"text/html\", X-One=\"1\"}");
        assertThat(String.valueOf(har.request().headers())).isEqualTo("{x-tag=[\"a\",\"b\"], accept=\"*/*\"}");
    }

    @Test
    void whatIsTooLongToBeSentIsLeftOutAndTold() throws Exception {
        String tooLong = "curl http://h/" + "x".repeat(4096);
        Draft draft = CurlReader.read("curl http://h/a\n" + tooLong + "\n");

        assertThat(steps(valid(draft))).hasSize(1);
        assertThat(LoadTestText.of("t", "c", draft))
                .contains("# - a request is left out, its URL or its body is too long");
        assertThatThrownBy(() -> LoadTestText.of("t", "c", CurlReader.read(tooLong)))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("short enough");
    }

    @Test
    void headersThatNoRequestMayHaveAreLeftOut() throws Exception {
        StringBuilder command = new StringBuilder("curl http://h/f -H 'X-Long: " + "x".repeat(4097) + "'");
        IntStream.range(0, 34).forEach(i -> command.append(" -H 'X-").append(i).append(": v'"));
        Draft draft = CurlReader.read(command.toString());

        assertThat(steps(valid(draft)).getFirst().request().headers())
                .hasSize(32)
                .doesNotContainKey("X-Long");
        assertThat(LoadTestText.of("t", "c", draft))
                .contains("# - the header X-Long is left out: it has more than 4096 characters\n")
                .contains("# - the header X-33 is left out: a request has 32 at most\n");
    }

    @Test
    void fieldsOfOneNameAreAListUnlessThatChangesTheirOrder() throws Exception {
        List<StepSpec> steps =
                steps(valid(CurlReader.read("curl http://h/f -d 'a=1&a=$%7B2&b=3'\ncurl http://h/f -d 'a=1&b=3&a=2'")));

        assertThat(String.valueOf(steps.get(0).request().form())).isEqualTo("{a=[\"1\",\"$${2\"], b=\"3\"}");
        assertThat(steps.get(1).request().body()).isEqualTo("a=1&b=3&a=2");
    }

    private static PartSpec part(String name, String value, String type) {
        return new PartSpec(name, value, null, null, type);
    }

    @Test
    void formsInPartsAreReadOutOfWhatWasSent() throws Exception {
        String sent = "--X\r\nContent-Disposition: form-data; name=\"a%22\"\r\n\r\n1\r\n2${x}\r\n"
                + "--X\r\nContent-Disposition: form-data; name=\"b\"\r\nContent-Type: text/html\r\n\r\n\r\n--X--\r\n";
        String type = "multipart/form-data; boundary=X";

        assertThat(steps(valid(recorded(sent, type))).getFirst().request().multipart())
                .containsExactly(part("a\"", "1\r\n2$${x}", null), part("b", "", "text/html"));
    }

    @ParameterizedTest
    @CsvSource({
        "'--X|Content-Disposition: form-data; name=\"a\"; filename=\"f\"||1|--X--|'",
        "'--X|Content-Disposition: form-data; name=\"a\"||1|'",
        "'--X|Content-Disposition: form-data; name=\"a\"||1|--X|'",
        "'--X|Content-Disposition: form-data||1|--X--|'",
        "'--X|X-Other: x|Content-Disposition: form-data; name=\"a\"||1|--X--|'",
        "'before|--X|Content-Disposition: form-data; name=\"a\"||1|--X--|'",
        "'--X--|'"
    })
    void whatIsNoFormOfFieldsStaysAsItWasSent(String lines) throws Exception {
        String sent = lines.replace("|", "\r\n");
        StepSpec step =
                steps(valid(recorded(sent, "multipart/form-data; boundary=X"))).getFirst();

        assertThat(step.request().body()).isEqualTo(sent);
        assertThat(step.request().headers())
                .containsEntry("Content-Type", TextNode.valueOf("multipart/form-data; boundary=X"));
    }

    @Test
    void aFormOfMorePartsThanARequestMayHaveIsAText() throws Exception {
        StringBuilder command = new StringBuilder("curl http://h/f");
        IntStream.range(0, 33).forEach(i -> command.append(" -F f").append(i).append("=v"));
        StepSpec step = steps(valid(CurlReader.read(command.toString()))).getFirst();

        assertThat(step.request().body()).contains("name=\"f32\"\r\n\r\nv\r\n");
        assertThat(step.request().headers().get("Content-Type").asText()).startsWith("multipart/form-data; boundary=");
    }

    private static Draft recorded(String sent, String type) throws Exception {
        ObjectNode har = JsonMapper.builder().build().createObjectNode();
        ObjectNode request =
                har.putObject("log").putArray("entries").addObject().putObject("request");
        request.put("method", "POST").put("url", "http://h/up");
        request.putObject("postData").put("mimeType", type).put("text", sent);
        return HarReader.read(har.toString());
    }

    @Test
    void curlSendsFormsInParts() throws Exception {
        Draft draft =
                CurlReader.read("curl http://h/up -F 'title=a;type=text/plain' -F file=@a.png --form-string at=@b\n");
        StepSpec step = steps(valid(draft)).getFirst();

        assertThat(step.request().post()).isEqualTo("/up");
        assertThat(step.request().multipart())
                .containsExactly(part("title", "a", "text/plain"), part("at", "@b", null));
        assertThat(draft.notes()).anyMatch(note -> note.contains("a.png"));
    }

    @Test
    void logsOfProxiesAndLoadBalancers() throws Exception {
        Draft draft = AccessLog.read(
                Stream.of(
                        "[2026-04-15T20:17:00.310Z] \"POST /api/v1/locations HTTP/2\" 204 - 154 0 226 100 \"10.0.35.28\" \"nsq2http\" \"cc21\" \"locations\" \"tcp://10.0.2.1:80\"",
                        "[2026-04-15T20:17:01.310Z] \"GET /status/418 HTTP/1.1\" 418 - via_upstream - \"-\" 0 135 4 4 \"-\" \"curl/7.73.0\" \"84961386\" \"httpbin:8000\"",
                        "http 2026-04-15T20:17:02.186641Z app/my-loadbalancer/50dc 192.168.131.39:2817 10.0.0.1:80 0.000 0.001 0.000 200 200 34 366 \"GET http://www.example.com:80/a?b=c HTTP/1.1\" \"curl/7.46.0\" - - arn:aws",
                        "shop.example:443 10.1.1.1 - bob [15/Apr/2026:20:17:03 +0000] \"GET /old HTTP/1.1\" 302 0 \"-\" \"x\""),
                "http://localhost",
                AccessLog.Model.arrivals);
        List<TaskSpec> tasks = valid(draft).scenario().users().getFirst().tasks();

        assertThat(tasks)
                .extracting(task -> task.request().name())
                .containsExactlyInAnyOrder("POST /api/v1/locations", "GET /status/{id}", "GET /a", "GET /old");
        assertThat(tasks)
                .filteredOn(task -> "GET /old".equals(task.request().name()))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.request().followRedirects()).isFalse();
                    assertThat(task.request().expect().status()).containsExactly("302");
                });
    }

    @Test
    void namesOfArticlesAreOneRouteAndScannersAreAnother() throws Exception {
        Stream<String> lines = IntStream.range(0, 20_000).mapToObj(i -> {
            String path = i % 2 == 0
                    ? "/blog/article-" + "abcdefghijkl".charAt(i / 2 % 12) + "-" + (char) ('a' + i / 24 % 26)
                    : i % 100 == 1 ? "/.scan" + Integer.toString(i * 31, 36) + ".php" : "/shop";
            return "10.0.0.1 - - [01/Mar/2026:10:00:%02d +0000] \"GET %s HTTP/1.1\" 200 12 \"-\" \"x\""
                    .formatted(i / 400, path);
        });
        Draft draft = AccessLog.read(lines, "http://localhost", AccessLog.Model.arrivals);

        assertThat(valid(draft).scenario().users().getFirst().tasks())
                .extracting(task -> task.request().name())
                .containsExactly("GET /blog/{id}", "GET /shop", "GET /{id}");
    }

    @Test
    void aFileTellsWhatItIs() {
        assertThat(Kind.of("{\"log\": {\"version\": \"1.2\", \"entries\": [")).contains(Kind.HAR);
        assertThat(Kind.of("{\"info\": {\"schema\": \"x\"}, \"item\": [")).contains(Kind.POSTMAN);
        assertThat(Kind.of("# shop\ncurl http://h/\n")).contains(Kind.CURL);
        assertThat(Kind.of("::1 - - [01/Mar/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n"))
                .contains(Kind.ACCESSLOG);
        assertThat(Kind.of("\uFEFF{\"log\": {")).contains(Kind.HAR);
        assertThat(Kind.of("# mine\n---\n  swagger: \"2.0\"\n")).contains(Kind.OPENAPI);
        assertThat(Kind.of("{\"a\": 1}")).isEmpty();
        assertThat(Kind.of("")).isEmpty();
    }

    @Test
    void aLongFileTellsWhatItIsWhereverItSaysSo() throws Exception {
        Path file = Files.writeString(
                folder.resolve("sorted.json"),
                "{\"definitions\": {\"A\": \"" + "x".repeat(100_000) + "\"}, \"swagger\": \"2.0\"}");

        assertThat(Importer.kind(file.toString())).contains(Kind.OPENAPI);
    }

    @Test
    void whatIsSomethingElseIsSaid() {
        assertThatThrownBy(() -> HarReader.read("{}"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("HAR");
        assertThatThrownBy(() -> HarReader.read("<x>"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("no JSON");
        assertThatThrownBy(() -> PostmanReader.read("{}"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("Postman");
        assertThatThrownBy(() -> CurlReader.read("wget x"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("curl");
        assertThatThrownBy(() -> AccessLog.read(Stream.of("x"), "http://h", AccessLog.Model.arrivals))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("access log");
    }

    /** Whatever is in a file, an importer either makes a LoadTest or says that it can't. */
    @ParameterizedTest
    @EnumSource
    void noInputBreaksAnImporter(Kind kind) throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        String sample = SAMPLES.get(kind);
        for (int i = 0; i < (kind.ordinal() < Kind.JMX.ordinal() ? 200 : 80); i++) {
            Path file = folder.resolve("in");
            Files.writeString(file, broken(sample, random));
            try {
                valid(Importer.read(kind, List.of(file.toString()), "http://localhost"));
            } catch (ImportException said) {
                assertThat(said.getMessage()).isNotEmpty();
            }
        }
    }

    /** Some parts are repeated, taken away or replaced. */
    private static String broken(String sample, SplittableRandom random) {
        String bits = "${a} {{b}} \\ \" ' \n { } [ ] : , -d @ é %7B # null 9e999 http:// ://";
        String[] others = bits.split(" ");
        StringBuilder text = new StringBuilder(sample);
        for (int k = random.nextInt(1, 6); k > 0 && text.length() > 2; k--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, text.substring(from, to));
                case 2 -> text.insert(from, others[random.nextInt(others.length)]);
                default -> text.replace(from, to, others[random.nextInt(others.length)]);
            }
        }
        return text.toString();
    }
}

package dev.throng.api.editor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What somebody sees who writes a LoadTest in an editor. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditorTest {
    private static final Path SAMPLES = Path.of("..", "k8s", "samples");
    private static final String SCHEMA =
            "# yaml-language-server: $schema=" + Path.of("loadtest.schema.json").toAbsolutePath() + "\n";
    private static final String FILE = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: items}
            spec:
              target: http://items:8000
              users: 5
              runTime: 5 s
              scenario:
                users:
                - name: Visitor
                  taks:
                  - get: /items
              thresholds:
              - expect: p95 < 500
              -\s
            """;

    private LanguageServer server;
    private JsonNode wrong;

    @BeforeAll
    void open() throws Exception {
        Assumptions.assumeTrue(
                LanguageServer.installed(), "npm or the language server is not there: no editor is tried");
        server = LanguageServer.start();
        wrong = server.open("file:///items.yaml", SCHEMA + FILE);
    }

    @AfterAll
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private static int line(String text) {
        return (SCHEMA + FILE).lines().toList().indexOf(text);
    }

    private List<String> messagesOn(String text) {
        return Stream.iterate(0, i -> i < wrong.size(), i -> i + 1)
                .map(wrong::get)
                .filter(problem -> problem.at("/range/start/line").asInt() == line(text))
                .map(problem -> problem.path("message").asText())
                .toList();
    }

    @Test
    void aMisspeltFieldIsMarked() {
        assertThat(messagesOn("      taks:"))
                .anySatisfy(message -> assertThat(message).contains("taks"));
    }

    @Test
    void whatIsMissingInAValueIsSaidInWords() {
        assertThat(messagesOn("  runTime: 5 s"))
                .anySatisfy(message -> assertThat(message).contains("a duration such as"));
        assertThat(messagesOn("  - expect: p95 < 500"))
                .anySatisfy(message -> assertThat(message).contains("a threshold such as p95 < 500ms"));
    }

    @Test
    void thresholdsAreCompleted() throws Exception {
        assertThat(server.complete("file:///items.yaml", line("  - "), 4))
                .extracting(item -> item.path("label").asText())
                .contains("expect", "name", "abortOnFail", "after");
    }

    @Test
    void aFieldsTextIsShown() throws Exception {
        assertThat(server.hover("file:///items.yaml", line("  thresholds:"), 4)).contains("What the run must keep to");
    }

    @Test
    void noSampleIsMarked() throws Exception {
        try (Stream<Path> samples = Files.list(SAMPLES)) {
            for (Path sample :
                    samples.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                assertThat(server.open(sample.toUri().toString(), SCHEMA + Files.readString(sample)))
                        .as(sample.toString())
                        .isEmpty();
            }
        }
    }
}

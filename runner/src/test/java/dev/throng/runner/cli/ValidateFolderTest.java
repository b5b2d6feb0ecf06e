package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder as teams keep it: tests, schedules, other manifests, and mistakes. */
class ValidateFolderTest {
    private static final String VALID = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: t}
            spec:
              target: http://localhost:8000
              scenario: {users: [{name: U, tasks: [{get: /}]}]}
              users: 10
              runTime: 1m
            """;

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int validate(String... args) {
        String[] all = new String[args.length + 2];
        all[0] = "validate";
        all[1] = folder.toString();
        System.arraycopy(args, 0, all, 2, args.length);
        return ThrongCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("shop"));
        Files.writeString(folder.resolve("good.yaml"), VALID);
        Files.writeString(folder.resolve("service.yaml"), "kind: Service\n");
    }

    private Path broken() throws IOException {
        return Files.writeString(
                folder.resolve("shop/100%,bad.yml"),
                VALID.replace("runTime: 1m", "runTime: 5 s").replace("users: 10", "user: 10"));
    }

    @Test
    void codeThatOnlyAnOptionalModuleReadsIsNoMistakeUnlessItIsNamed() throws IOException {
        Path python = Files.writeString(
                folder.resolve("shop/locust.yaml"),
                VALID.replace("{users: [{name: U, tasks: [{get: /}]}]}", "{python: {source: 'x = 1'}}"));
        assertThat(validate()).isZero();
        assertThat(out.toString())
                .contains("warning: ", "its code was not checked: scenarios in python need the module");
        int named = ThrongCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("validate", python.toString());
        assertThat(named).isEqualTo(2);
    }

    @Test
    void whatASchedulesTestAsksForIsLookedAtAsATests() throws IOException {
        String schedule = """
                apiVersion: throng.dev/v1
                kind: LoadTestSchedule
                metadata: {name: nightly}
                spec:
                  schedule: 0 2 * * *
                  loadTestTemplate:
                    spec:
                      target: http://localhost:8000
                      scenario: {users: [{name: U, tasks: [{get: "/${%s}"}]}]}
                      users: 10
                      runTime: 1m
                """;
        Path file = Files.writeString(folder.resolve("nightly.yaml"), schedule.formatted("random.uuid()"));
        assertThat(validate()).as(err.toString()).isZero();
        assertThat(out.toString()).contains("nightly.yaml: nightly is valid: 1 user class");
        Files.writeString(file, schedule.formatted("random.uid()"));
        assertThat(validate()).isEqualTo(2);
        assertThat(err.toString())
                .contains("nightly.yaml:9:")
                .contains("spec.loadTestTemplate.spec.scenario.users[0].tasks[0].get: ")
                .contains("did you mean random.uuid?");
    }

    @Test
    void scenariosInCodeBelowAreNoReasonToTakeTheFolderForOne() throws IOException {
        Files.createDirectories(folder.resolve("java"));
        Files.writeString(folder.resolve("java/User.java"), "class User {}");
        assertThat(validate()).as(err.toString()).isZero();
        assertThat(out.toString()).contains("good.yaml");
    }

    @Test
    void looksAtWhatIsOursAndNothingElse() {
        assertThat(validate()).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .singleElement()
                .asString()
                .startsWith(folder.resolve("good.yaml") + ": t is valid");
    }

    @Test
    void tellsOfEveryMistakeBelowIt() throws IOException {
        Path broken = broken();
        assertThat(validate()).isEqualTo(2);
        assertThat(err.toString()).contains(broken + ":8:12: spec.runTime: ", broken + ":7:3: spec.user: ");
        assertThat(out.toString()).contains("good.yaml: t is valid");
    }

    @Test
    void annotatesLinesForGitHub() throws IOException {
        Path broken = broken();
        assertThat(validate("--format", "github")).isEqualTo(2);
        String escaped = broken.toString().replace("%", "%25").replace(",", "%2C");
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        user -> assertThat(user)
                                .startsWith("::error file=" + escaped + ",line=7,col=3,title=throng::spec.user: "),
                        time -> assertThat(time)
                                .startsWith("::error file=" + escaped + ",line=8,col=12,title=throng::spec.runTime: "));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void writesSarif() throws IOException {
        Path broken = broken();
        assertThat(validate("--format", "sarif")).isEqualTo(2);
        JsonNode results = JsonMapper.builder().build().readTree(out.toString()).at("/runs/0/results");
        assertThat(results).hasSize(2);
        assertThat(results.at("/1/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo(broken.toString());
        assertThat(results.at("/1/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(8);
        assertThat(results.at("/1/message/text").asText()).startsWith("spec.runTime: ");
    }

    @Test
    void refusesAFolderWithoutAny() throws IOException {
        Files.delete(folder.resolve("good.yaml"));
        assertThat(validate()).isEqualTo(2);
        assertThat(err.toString()).contains("there is no LoadTest in it, nor below it");
    }
}

package dev.throng.runner.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The GitHub action, the GitLab component and the Jenkins sample: their shell steps are executed, with the variables that the
 * CI sets, from the installation of a release on. First a run on the default branch passes; then the API breaks.
 */
class CiTest {
    private static final String TEST = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: items-api}
            spec:
              target: %s
              scenario:
                users:
                - name: Visitor
                  wait: {constant: 50ms}
                  tasks: [{get: /items}]
              users: 4
              spawnRate: 10
              runTime: 2s
              thresholds:
              - {expect: p50 < 1m}
              - {expect: failureRate < 1%%}
            """;
    private static final int LINE_OF_FAILURES = 16;
    private static final String PUSH = "{\"repository\": {\"default_branch\": \"main\"}}";
    private static final String PULL_REQUEST =
            "{\"pull_request\": {\"number\": 12}, \"repository\": {\"default_branch\": \"main\"}}";
    private static final String ARTIFACTS = "/api/repos/acme/shop/actions/artifacts";
    private static final String FILE = "tests/load/items-api.yaml";

    @TempDir
    static Path folder;

    private static Path workspace;
    private static Forge forge;
    private static Action onMain;

    @BeforeAll
    static void aRunOnMain() throws Exception {
        forge = Forge.start();
        workspace = Files.createDirectories(folder.resolve("workspace"));
        Files.createDirectories(workspace.resolve("tests/load"));
        Files.writeString(workspace.resolve(FILE), TEST.formatted(forge.url()));
        TestRelease.publish(
                forge, "/acme/throng/releases/download", Files.createDirectories(folder.resolve("release")));
        forge.has(ARTIFACTS, "{\"artifacts\": []}");
        onMain = new Action(workspace, folder.resolve("main"), forge, "push", "main", PUSH)
                .with("file", FILE)
                .run();
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    @BeforeEach
    void forget() {
        forge.told.clear();
    }

    @Test
    void whatPassesOnTheDefaultBranchIsSummarisedAndKeptAsTheBaseline() throws IOException {
        assumeThatTheMachineWasFree(onMain.code());
        assertThat(onMain.code()).as(onMain.output.toString()).isEqualTo("0");
        assertThat(onMain.failed).isFalse();
        assertThat(onMain.output).contains("no run of main has passed yet").doesNotContain("::error");
        assertThat(onMain.summary()).startsWith("## items-api: ✅ passed").contains("| ✅ | `failureRate < 1%` |");
        assertThat(onMain.results())
                .isDirectoryContaining("glob:**/result.html")
                .isDirectoryContaining("glob:**/result.xml");
        assertThat(onMain.used)
                .extracting(used -> used.get("name"), used -> used.get("path"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "throng-results-load-test", onMain.results().toString()),
                        org.assertj.core.groups.Tuple.tuple(
                                "throng-baseline-load-test", onMain.results() + "/result.json"));
    }

    @Test
    void aWorsePullRequestFailsWithAnnotationsAComparisonAndOneComment() throws Exception {
        forge.has(ARTIFACTS, """
                {"artifacts": [
                  {"id": 1, "expired": true, "created_at": "2026-01-04T00:00:00Z",
                   "workflow_run": {"head_branch": "main", "repository_id": 7, "head_repository_id": 7}},
                  {"id": 2, "expired": false, "created_at": "2026-01-01T00:00:00Z",
                   "workflow_run": {"head_branch": "main", "repository_id": 7, "head_repository_id": 7}},
                  {"id": 3, "expired": false, "created_at": "2026-01-02T00:00:00Z",
                   "workflow_run": {"head_branch": "main", "repository_id": 7, "head_repository_id": 8}},
                  {"id": 4, "expired": false, "created_at": "2026-01-03T00:00:00Z",
                   "workflow_run": {"head_branch": "other", "repository_id": 7, "head_repository_id": 7}}]}
                """);
        forge.has(ARTIFACTS + "/2/zip", zipped(onMain.results().resolve("result.json")));
        forge.has("/api/repos/acme/shop/issues/12/comments", "[]");
        forge.fails(true);
        Action action = new Action(workspace, folder.resolve("pr"), forge, "pull_request", "12/merge", PULL_REQUEST)
                .with("file", FILE)
                .with("args", "--threshold 'p99 < 100s'")
                .run();
        assumeThatTheMachineWasFree(action.code());
        assertThat(action.code()).as(action.output.toString()).isEqualTo("1");
        assertThat(action.failed).isTrue();
        assertThat(action.output)
                .contains("::error file=" + FILE + ",line=" + LINE_OF_FAILURES
                        + ",col=14,title=throng::failure rate was ")
                .contains("title=throng::Regression: failureRate ");
        assertThat(action.summary()).contains("❌ failed", "| ❌ | `failureRate < 1%` |", "| ❌ | failureRate |");
        assertThat(action.used).extracting(used -> used.get("name")).containsExactly("throng-results-load-test");
        assertThat(forge.told).singleElement().satisfies(comment -> {
            assertThat(comment.method()).isEqualTo("POST");
            assertThat(comment.path()).isEqualTo("/api/repos/acme/shop/issues/12/comments");
            assertThat(comment.body())
                    .contains("<!-- throng: load-test -->", "❌ failed", "Against ", "/acme/shop/actions/runs/77");
        });

        forge.told.clear();
        forge.has(
                "/api/repos/acme/shop/issues/12/comments",
                "[{\"id\": 5, \"body\": \"hello\"}, {\"id\": 6, \"body\": \"<!-- throng: load-test -->\\nold\"}]");
        action.failed = false;
        action.again("Comment on the pull request");
        assertThat(forge.told)
                .singleElement()
                .extracting(Forge.Told::method, Forge.Told::path)
                .containsExactly("PATCH", "/api/repos/acme/shop/issues/comments/6");
    }

    @Test
    void aFileWithAMistakeIsMarkedAtItsLine() throws Exception {
        Path broken = workspace.resolve("tests/load/broken.yaml");
        Files.writeString(
                broken, Files.readString(workspace.resolve(FILE)).replace("failureRate < 1%", "failureRate < 1 mile"));
        forge.has(ARTIFACTS, "{\"artifacts\": []}");
        Action action = new Action(workspace, folder.resolve("broken"), forge, "push", "main", PUSH)
                .with("file", "tests/load/broken.yaml")
                .run();
        assertThat(action.code()).isEqualTo("2");
        assertThat(action.failed).isTrue();
        assertThat(action.output).contains("::error file=tests/load/broken.yaml,line=" + LINE_OF_FAILURES);
        assertThat(action.summary()).contains("`tests/load/broken.yaml` is not a valid load test");
    }

    @Test
    void theGitlabComponentComparesWithTheLastGoodJobAndWritesANote() throws Exception {
        Map<?, ?> job = gitlabJob();
        forge.has(
                "/api/projects/9/jobs/artifacts/main/raw/throng/result.json",
                Files.readAllBytes(onMain.results().resolve("result.json")));
        forge.fails(true);
        Map<String, String> variables = new HashMap<>(Map.of(
                "CI_PROJECT_DIR", workspace.toString(),
                "CI_API_V4_URL", forge.url() + "/api",
                "CI_PROJECT_ID", "9",
                "CI_JOB_NAME", "load-test",
                "CI_JOB_TOKEN", "job",
                "CI_DEFAULT_BRANCH", "main",
                "CI_MERGE_REQUEST_IID", "4",
                "THRONG_GITLAB_TOKEN", "token"));
        ((Map<?, ?>) job.get("variables"))
                .forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
        String script = java.util.stream.Stream.of("before_script", "script")
                .flatMap(part -> ((List<?>) job.get(part)).stream())
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
        Shell.Ended ended = Shell.run(List.of("sh", "-e"), script, workspace, variables);
        assumeThatTheMachineWasFree(String.valueOf(ended.code()));
        assertThat(ended.code()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("FAILED: ").contains("failureRate < 1%");
        assertThat(workspace.resolve("throng/result.xml")).content().contains("baseline: failureRate");
        assertThat(forge.told).singleElement().satisfies(note -> {
            assertThat(note.path()).isEqualTo("/api/projects/9/merge_requests/4/notes");
            assertThat(note.body()).startsWith("body=%23%23").contains("Against");
        });
    }

    /** The component with its inputs, as GitLab includes it. */
    private static Map<?, ?> gitlabJob() throws IOException {
        String[] documents =
                Files.readString(Path.of("../templates/load-test.yml")).split("(?m)^---$");
        Load load = new Load(LoadSettings.builder().build());
        Map<?, ?> inputs =
                (Map<?, ?>) ((Map<?, ?>) ((Map<?, ?>) load.loadFromString(documents[0])).get("spec")).get("inputs");
        Map<String, String> given = new HashMap<>();
        inputs.forEach((name, input) ->
                given.put(String.valueOf(name), String.valueOf(((Map<?, ?>) input).get("default"))));
        given.put("file", FILE);
        given.put("args", "--run-time 2s");
        given.put("url", forge.url() + "/acme/throng/releases/download");
        String text = Pattern.compile("\\$\\[\\[ inputs\\.(\\w+) ]]")
                .matcher(documents[1])
                .replaceAll(found ->
                        java.util.regex.Matcher.quoteReplacement(given.getOrDefault(found.group(1), "no such input")));
        return (Map<?, ?>) ((Map<?, ?>) load.loadFromString(text)).get("load-test");
    }

    @Test
    void theJenkinsSampleInstallsAndRuns() throws Exception {
        String page = Files.readString(Path.of("../docs/ci.md"));
        String pipeline = page.substring(page.indexOf("// Jenkinsfile"));
        List<String> scripts = Pattern.compile("sh '''(.*?)'''", Pattern.DOTALL)
                .matcher(pipeline)
                .results()
                .map(script -> script.group(1).replace("\\\\", "\\"))
                .toList();
        forge.fails(false);
        Path jenkins = Files.createDirectories(folder.resolve("jenkins"));
        Files.createDirectories(jenkins.resolve("tests/load"));
        Files.createDirectories(jenkins.resolve("baseline"));
        Files.copy(workspace.resolve(FILE), jenkins.resolve(FILE));
        Files.copy(onMain.results().resolve("result.json"), jenkins.resolve("baseline/items-api.json"));
        Map<String, String> variables = Map.of(
                "WORKSPACE", jenkins.toString(),
                "THRONG", jenkins.resolve(".throng").toString(),
                "THRONG_RELEASES", forge.url() + "/acme/throng/releases/download");
        assertThat(scripts).hasSize(2);
        for (String script : scripts) {
            Shell.Ended ended = Shell.run(List.of("sh", "-xe"), script, jenkins, variables);
            assumeThatTheMachineWasFree(String.valueOf(ended.code()));
            // Whether it is as fast as the last one is this machine's matter.
            assertThat(ended.code()).as(ended.output()).isIn(0, 1);
        }
        assertThat(jenkins.resolve("results/items-api.xml")).content().contains("baseline: failureRate");
        assertThat(jenkins.resolve("results/items-api.json")).isNotEmptyFile();
    }

    /** A run on a machine that has no processor to spare says so, and then says nothing about the API. */
    private static void assumeThatTheMachineWasFree(String code) {
        assumeThat(onMain.code()).isNotEqualTo("4");
        assumeThat(code).isNotEqualTo("4");
    }

    private static byte[] zipped(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
            zip.write(Files.readAllBytes(file));
        }
        return bytes.toByteArray();
    }
}

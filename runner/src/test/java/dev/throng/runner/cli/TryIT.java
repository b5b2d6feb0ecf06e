package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code throng try}: what a user sees of its own file. */
class TryIT {
    private static final String FILE = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: shop}
            spec:
              target: http://demo-target:8000
              scenario:
                users:
                - name: Buyer
                  headers: {Authorization: "Bearer ${token}"}
                  onStart:
                  - post: /api/v1/auth/login
                    json: {email: me@example.com, password: "my own secret"}
                    capture: {token: {json: $.access_token}}
                  tasks:
                  - name: look
                    steps:
                    - get: /api/v1/items?limit=30
                      capture: {first: {json: "$.data[0].id"}}
                      expect: {status: [200], json: [{path: $.data}]}
                    - {get: "/api/v1/items/${first}", name: item}
                  - name: stray
                    steps:
                    - {get: /nowhere, when: "${first}"}
                    - get: /api/v1/items?limit=1
                      expect: {json: [{path: $.page, equals: 7}]}
                    - {get: "/api/v1/items?limit=2", capture: {nextToken: {json: $.next}}}
              rate: 500/s
              runTime: 1h
              thresholds: [{expect: rps > 400/s}]
            """;

    @TempDir
    Path folder;

    private String tried(DemoTarget target, int exitCode, Object... more) throws Exception {
        Path file = Files.writeString(folder.resolve("shop.yaml"), FILE);
        Object[] command = new Object[4 + more.length];
        System.arraycopy(new Object[] {"try", file, "--host", "http://127.0.0.1:" + target.port()}, 0, command, 0, 4);
        System.arraycopy(more, 0, command, 4, more.length);
        try (Throng throng = Throng.start(folder, command)) {
            assertThat(throng.await()).as(throng.output()).isEqualTo(exitCode);
            return plain(throng.output());
        }
    }

    /** As a terminal shows it that knows no more than ASCII. */
    private static String plain(String shown) {
        return shown.replace("✓ ", "ok ").replace("✗ ", "NO ").replace(" · ", ", ");
    }

    @Test
    void oneUserDoesOneTaskAndEverythingIsShownButSecrets() throws Exception {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            String shown = tried(target, ExitCode.PASSED, "--task", "look");

            assertThat(target.answered()).isEqualTo(3);
            assertThat(shown)
                    .containsSubsequence(
                            "Buyer, onStart",
                            "POST /api/v1/auth/login  200",
                            "> Content-Type: application/json",
                            "\"email\":\"me@example.com\"",
                            "< HTTP/1.1 200 OK",
                            "ok status 200, expected below 400",
                            "ok token: ***  json $.access_token",
                            "Buyer, look",
                            "> Authorization: ***",
                            "<     \"id\" : 1,",
                            "more lines, shown with --full",
                            "ok $.data is there",
                            "ok first: 1  json $.data[0].id",
                            "GET item  200",
                            "> GET /api/v1/items/1 HTTP/1.1",
                            "WORKS: 3 requests, all as expected")
                    .doesNotContain("my own secret");
        }
    }

    @Test
    void whatIsNotAsExpectedIsExplained() throws Exception {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            String shown = tried(target, ExitCode.FAILED, "--task", "stray");

            assertThat(shown)
                    .containsSubsequence(
                            "a step was left out",
                            "ok status 200, expected below 400",
                            "NO $.page missing",
                            "NO no nextToken: $.next missing",
                            "DOES NOT WORK: 2 of 3 requests not as expected");
        }
    }

    @Test
    void anUnknownTaskIsToldWithThoseThatThereAre() throws Exception {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            assertThat(tried(target, ExitCode.INVALID, "--task", "loop"))
                    .contains("--task: no task is named loop, did you mean look?")
                    .contains("there are look, stray");
        }
    }
}

package dev.throng.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.processes.ChildJvm;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --workers N}: processes of the same program that never outlive the run, nor the one that started them. */
@Tag("faults")
class LocalWorkersIT {
    @TempDir
    Path folder;

    private Process run(CountingServer server, int seconds) throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: local}
                spec:
                  target: %s
                  gracePeriod: 1s
                  scenario: {users: [{name: User, wait: {constant: 100ms}, tasks: [{get: /}]}]}
                  users: 10
                  spawnRate: 100
                  runTime: %ds
                """.formatted(server.url(), seconds));
        List<String> command = new ArrayList<>(ChildJvm.command("-Xmx200m"));
        command.addAll(List.of(Role.class.getName(), "run", "2", plan.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<ProcessHandle> workers(Process run) throws Exception {
        BufferedReader out = new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.US_ASCII));
        List<ProcessHandle> workers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            workers.add(ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow());
        }
        return workers;
    }

    private static void awaitEnd(List<ProcessHandle> workers) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void theyMakeTheLoadAndEndWithTheRun() throws Exception {
        try (CountingServer server = new CountingServer()) {
            Process run = run(server, 3);
            List<ProcessHandle> workers = workers(run);
            assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(run.exitValue()).isZero();
            assertThat(server.total()).isPositive();
            awaitEnd(workers);
        }
    }

    @Test
    void theyEndWhenTheirParentIsKilled() throws Exception {
        try (CountingServer server = new CountingServer()) {
            Process run = run(server, 600);
            List<ProcessHandle> workers = workers(run);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> server.total() > 0);
            run.destroyForcibly().waitFor();
            awaitEnd(workers);
        }
    }
}

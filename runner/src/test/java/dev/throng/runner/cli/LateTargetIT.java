package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target whose name is made while it is waited for, as by the Service that comes after the LoadTest in one file. */
class LateTargetIT {
    /** The JDK by itself would know of the name after ten seconds. */
    private static final String PATIENCE = "8s";

    @TempDir
    private Path folder;

    @Test
    void aNameThatIsMadeLateIsFoundSoon() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        try (ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Throng throng = Throng.start(
                        List.of("-Djdk.net.hosts.file=" + hosts),
                        folder,
                        "master",
                        file("http://late:" + target.getLocalPort()),
                        "--bind=127.0.0.1:0",
                        "--token-file=" + Files.writeString(folder.resolve("token"), "0123456789abcdef"),
                        "--await-target=" + PATIENCE)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> throng.output().contains("host unknown"));
            Files.writeString(hosts, "127.0.0.1 localhost late\n");
            target.accept().close();
            assertThat(throng.output()).doesNotContain("starting all the same");
        }
    }

    private Path file(String target) throws Exception {
        return Files.writeString(folder.resolve("test.yaml"), """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: late}
                spec:
                  target: %s
                  scenario: {users: [{name: Visitor, tasks: [{get: /}]}]}
                  users: 1
                  runTime: 1s
                """.formatted(target));
    }
}

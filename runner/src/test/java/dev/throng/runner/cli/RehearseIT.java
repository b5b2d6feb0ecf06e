package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.cli.process.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the images' builds record. */
class RehearseIT {
    @TempDir
    private Path folder;

    @Test
    void aTargetAMasterAndAWorkerMeetInOneProcess() throws Exception {
        int port = freePort();
        Path file = Files.writeString(folder.resolve("test.yaml"), """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: rehearsal}
                spec:
                  target: http://127.0.0.1:%d
                  scenario: {users: [{name: User, wait: {constant: 20ms}, tasks: [{get: /api/v1/items}]}]}
                  users: 2
                  spawnRate: 100
                  runTime: 1s
                """.formatted(port));
        try (Throng throng = Throng.start(folder, "rehearse", file, "--target-port", port)) {
            assertThat(throng.await()).isIn(ExitCode.PASSED, ExitCode.GENERATOR_UNHEALTHY);
            assertThat(throng.output())
                    .contains("demo target on http://127.0.0.1:" + port)
                    .contains("takes part in run")
                    .containsPattern("[1-9][0-9]* requests at");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

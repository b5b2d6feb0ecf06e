package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many workers a load needs, as a user asks for it. */
class CalibrateIT {
    private static final Path SAMPLE = Path.of("..", "k8s", "samples", "calibrate.yaml");

    @TempDir
    Path folder;

    @Test
    void theNumberIsToldAndAFileForMachinesHasItToo() throws Exception {
        Path number = folder.resolve("number");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                Throng throng = Throng.start(
                        folder,
                        "calibrate",
                        SAMPLE,
                        "--host",
                        "http://127.0.0.1:" + target.port(),
                        "--user-scale",
                        "0.1",
                        "--number-file",
                        number)) {
            assertThat(throng.await()).as(throng.output()).isEqualTo(ExitCode.PASSED);
            assertThat(throng.output())
                    .containsPattern("100 % of 20.0/s kept one worker busy for .* of its time: [0-9]+ worker");
            assertThat(Files.readString(number)).matches("[0-9]+ 100 % of 20.0/s kept one worker busy .*");
            assertThat(target.answered())
                    .as("never more than the run's own rate")
                    .isBetween(1L, 20L * 8);
        }
    }

    @Test
    void aTargetThatRefusesEverythingTellsNothing() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Throng throng = Throng.start(
                folder, "calibrate", SAMPLE, "--host", "http://127.0.0.1:" + port, "--user-scale", "0.1")) {
            assertThat(throng.await()).as(throng.output()).isEqualTo(ExitCode.BROKEN);
            assertThat(throng.output())
                    .contains("the calibration came to nothing: ")
                    .contains("connection refused");
        }
    }

    @Test
    void aRunWithAsManyWorkersAsItNeedsCountsAsAnyOther() throws Exception {
        Path json = folder.resolve("r.json");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                Throng throng = Throng.start(
                        folder,
                        "run",
                        SAMPLE,
                        "--host",
                        "http://127.0.0.1:" + target.port(),
                        "--user-scale",
                        "0.1",
                        "--time-scale",
                        "0.02",
                        "--workers",
                        "auto",
                        "--max-workers",
                        "1",
                        "--json",
                        json)) {
            throng.await();
            assertThat(throng.output()).contains("calibrating with a growing part of the load");
            JsonNode result = new JsonMapper().readTree(json.toFile());
            assertThat(result.at("/workers").size()).as(throng.output()).isEqualTo(1);
            assertThat(result.at("/total/requests").asLong()).isPositive().isLessThan(target.answered());
        }
    }
}

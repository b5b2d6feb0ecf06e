package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample of the repository is run, shortened, against a real server. */
class SamplesIT {
    private static final Path SAMPLES = Path.of("..", "k8s", "samples");

    /** On a machine under load a time may be missed or the generator be unhealthy, which is no fault of the sample. */
    static final Integer[] RAN_TO_ITS_END = {
        ExitCode.PASSED, ExitCode.FAILED, ExitCode.GENERATOR_UNHEALTHY, ExitCode.UNCERTAIN
    };

    @TempDir
    Path folder;

    /** Sample, factor on its durations so that it takes some seconds, factor on its users. */
    static Stream<List<String>> samples() {
        return Stream.of(
                List.of("quickstart", "0.15", "1"),
                List.of("first-test", "0.015", "1"),
                List.of("production-suite", "0.04", "1"),
                List.of("baseline", "0.015", "1"),
                List.of("stress", "0.01", "0.2"),
                List.of("spike", "0.02", "1"),
                List.of("soak", "0.0007", "1"),
                List.of("constant-rate", "0.02", "1"),
                List.of("http2", "0.1", "1"),
                List.of("grpc", "0.1", "1"),
                List.of("language-model", "0.05", "0.5"),
                List.of("websocket", "0.05", "0.5"),
                List.of("flows", "0.1", "1"),
                List.of("checks", "0.1", "1"),
                List.of("pages", "0.1", "1"),
                List.of("openapi", "0.1", "1"),
                List.of("several-loads", "0.02", "0.2"),
                List.of("setup", "0.05", "1"),
                List.of("regression", "0.03", "1"),
                List.of("observe", "0.01", "0.2"),
                List.of("budget", "0.02", "1"),
                List.of("calibrate", "0.02", "0.2"),
                List.of("open-model", "0.02", "1"),
                List.of("java/quickstart", "0.1", "1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void runsAndCountsWhatTheServerCounts(List<String> sample) throws Exception {
        Path json = folder.resolve("r.json");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                Throng throng = Throng.start(
                        folder,
                        "run",
                        SAMPLES.resolve(sample.getFirst() + ".yaml"),
                        "--host",
                        "http://127.0.0.1:" + target.port(),
                        "--time-scale",
                        sample.get(1),
                        "--user-scale",
                        sample.get(2),
                        "--json",
                        json)) {
            assertThat(throng.await()).as(throng.output()).isIn((Object[]) RAN_TO_ITS_END);
            JsonNode result = new JsonMapper().readTree(json.toFile());
            assertThat(result.at("/total/requests").asLong()).isPositive();
            assertThat(result.at("/total/failures").asLong())
                    .as(throng.output())
                    .isZero();
            assertThat(result.at("/identity/serverLines").asLong()).isEqualTo(target.answered());
            assertNothingTookLongerThanTheRun(result);
        }
    }

    /** A generator may be called late on a machine under load, but no later than there was time for. */
    private static void assertNothingTookLongerThanTheRun(JsonNode result) {
        Duration run = Duration.between(
                Instant.parse(result.get("startedAt").asText()),
                Instant.parse(result.get("finishedAt").asText()));
        double longest = run.plusSeconds(1).toMillis();
        assertThat(result.at("/health/figures/loop lag p99").asDouble()).isLessThan(longest);
        for (String clock : List.of("response", "service", "firstByte")) {
            assertThat(result.at("/total/" + clock).get("max").asDouble())
                    .as(clock)
                    .isGreaterThanOrEqualTo(0)
                    .isLessThan(longest);
        }
    }

    @Test
    void noSampleIsLeftOut() throws Exception {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    samples().map(List::getFirst),
                                    Stream.of("capacity", "iterations", "data", "notify", "export"))
                            .filter(name -> !name.contains("/"))
                            .toList());
        }
    }
}

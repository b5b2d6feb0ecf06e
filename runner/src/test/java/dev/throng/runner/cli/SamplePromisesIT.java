package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.dashboards.Prometheus;
import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import dev.throng.runner.export.Collector;
import dev.throng.runner.notify.Webhook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What single samples promise beside counts that are right, seen on a real server. */
class SamplePromisesIT {
    private static final Path SAMPLES = Path.of("..", "k8s", "samples");

    @TempDir
    Path folder;

    @Test
    void theSecondRunOfTheSampleIsComparedWithTheFirst() throws Exception {
        Path history = folder.resolve("results");
        Path json = folder.resolve("r.json");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            for (int run = 1; run <= 2; run++) {
                try (Throng throng = Throng.start(
                        folder,
                        "run",
                        SAMPLES.resolve("regression.yaml"),
                        "--host",
                        "http://127.0.0.1:" + target.port(),
                        "--time-scale",
                        "0.04",
                        "--history",
                        history,
                        "--json",
                        json)) {
                    assertThat(throng.await()).as(throng.output()).isIn((Object[]) SamplesIT.RAN_TO_ITS_END);
                }
            }
        }
        JsonNode result = new JsonMapper().readTree(json.toFile());
        assertThat(result.at("/comparison/baselineRun").asText()).isNotEmpty();
        assertThat(result.at("/findings/history/runs")).hasSize(2);
    }

    @Test
    void aBudgetIsTakenFromAFile() throws Exception {
        String sample = Files.readString(SAMPLES.resolve("budget.yaml"));
        String text = sample.substring(sample.indexOf("thresholds:"), sample.indexOf("---"))
                .replaceAll("(?m)^    ", "");
        Path budget = Files.writeString(folder.resolve("budget.yaml"), text);
        Path json = folder.resolve("r.json");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                Throng throng = Throng.start(
                        folder,
                        "run",
                        SAMPLES.resolve("budget.yaml"),
                        "--budget",
                        budget,
                        "--host",
                        "http://127.0.0.1:" + target.port(),
                        "--time-scale",
                        "0.02",
                        "--json",
                        json)) {
            assertThat(throng.await()).as(throng.output()).isIn((Object[]) SamplesIT.RAN_TO_ITS_END);
        }
        JsonNode result = new JsonMapper().readTree(json.toFile());
        assertThat(result.at("/verdict/thresholds")).hasSize(3);
        assertThat(result.at("/verdict/grading/1/good").asDouble()).isEqualTo(200);
        assertThat(result.at("/findings/grades").has("item")).isTrue();
    }

    @Test
    void aChatIsToldOnceItTakesIt() throws Exception {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                Webhook chat = new Webhook().then(Webhook.status(503));
                Throng throng = Throng.start(
                        folder,
                        "run",
                        SAMPLES.resolve("notify.yaml"),
                        "--notify",
                        "team-chat=" + chat.url(),
                        "--host",
                        "http://127.0.0.1:" + target.port(),
                        "--time-scale",
                        "0.1")) {
            int exitCode = throng.await();
            assertThat(exitCode).as(throng.output()).isIn((Object[]) SamplesIT.RAN_TO_ITS_END);
            // A generator that was the bottleneck is not among the outcomes that the sample names.
            if (exitCode == ExitCode.PASSED || exitCode == ExitCode.FAILED) {
                assertThat(throng.output()).contains("told team-chat").doesNotContain("s3cr3t");
                assertThat(chat.received).hasSize(2);
                assertThat(new JsonMapper()
                                .readTree(chat.received.getLast().body())
                                .path("text")
                                .asText())
                        .containsPattern("notify (passed|failed): ");
            }
        }
    }

    @Test
    void theIterationsAreAsManyAsTheSampleSays() throws Exception {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                Throng throng = Throng.start(
                        folder,
                        "run",
                        SAMPLES.resolve("iterations.yaml"),
                        "--workers",
                        "2",
                        "--host",
                        "http://127.0.0.1:" + target.port())) {
            assertThat(throng.await()).as(throng.output()).isIn((Object[]) SamplesIT.RAN_TO_ITS_END);
            assertThat(target.answered()).isEqualTo(500);
        }
    }

    @Test
    void eachRowOfTheSampleIsUsedOnce() throws Exception {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                Throng throng = Throng.start(
                        folder,
                        "run",
                        SAMPLES.resolve("data.yaml"),
                        "--workers",
                        "2",
                        "--host",
                        "http://127.0.0.1:" + target.port())) {
            assertThat(throng.await()).as(throng.output()).isIn((Object[]) SamplesIT.RAN_TO_ITS_END);
            assertThat(target.answered()).isEqualTo(300);
        }
    }

    @Test
    void anyFileIsTriedByAnIterationOrTwo() throws Exception {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                Throng throng = Throng.start(
                        folder,
                        "run",
                        SAMPLES.resolve("baseline.yaml"),
                        "--iterations",
                        "2",
                        "--host",
                        "http://127.0.0.1:" + target.port())) {
            assertThat(throng.await()).as(throng.output()).isIn(ExitCode.PASSED, ExitCode.GENERATOR_UNHEALTHY);
            assertThat(target.answered()).isBetween(2L, 20L);
        }
    }

    /** With numbers of which a search makes short work. */
    @Test
    void theSearchForTheCapacityEndsAndCountsWhatTheServerCounts() throws Exception {
        String small = Files.readString(SAMPLES.resolve("capacity.yaml"))
                .replace("maxRate: 5000/s", "maxRate: 60/s")
                .replace("startRate: 200/s", "startRate: 20/s")
                .replace("minRate: 500/s", "minRate: 20/s")
                .replace("step: 15s", "step: 2s")
                .replace("settle: 5s", "settle: 1s");
        Path file = Files.writeString(folder.resolve("capacity.yaml"), small);
        Path json = folder.resolve("r.json");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                Throng throng = Throng.start(
                        folder, "run", file, "--host", "http://127.0.0.1:" + target.port(), "--json", json)) {
            assertThat(throng.await()).as(throng.output()).isIn((Object[]) SamplesIT.RAN_TO_ITS_END);
            JsonNode result = new JsonMapper().readTree(json.toFile());
            assertThat(throng.output()).contains("Capacity");
            assertThat(result.at("/total/requests").asLong()).isPositive();
            assertThat(result.at("/identity/serverLines").asLong()).isEqualTo(target.answered());
        }
    }

    @Test
    void theDemoTargetStartsByItselfWhenTheSampleSaysSo() throws Exception {
        try (Throng throng = Throng.start(folder, "run", SAMPLES.resolve("quickstart.yaml"), "--time-scale", "0.1")) {
            assertThat(throng.await()).as(throng.output()).isIn((Object[]) SamplesIT.RAN_TO_ITS_END);
            assertThat(throng.output()).contains("demo target on http://127.0.0.1:");
        }
    }

    @Test
    void theSpikeFollowsItsTimeline() throws Exception {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                Throng throng = Throng.start(
                        folder,
                        "run",
                        SAMPLES.resolve("spike.yaml"),
                        "--host",
                        "http://127.0.0.1:" + target.port(),
                        "--time-scale",
                        "0.05",
                        "--csv",
                        folder.resolve("r"))) {
            assertThat(throng.await()).as(throng.output()).isIn((Object[]) SamplesIT.RAN_TO_ITS_END);
            List<Integer> users = Files.readAllLines(folder.resolve("r_stats_history.csv")).stream()
                    .skip(1)
                    .map(line -> Integer.parseInt(line.split(",")[1]))
                    .toList();
            // Eight minutes in 24 s: until 6 s up to 50, 200 from then on until 15 s, 50 from then on until 24 s.
            List<Integer> rampUp = users.subList(0, users.indexOf(200));
            List<Integer> after = users.subList(users.lastIndexOf(200) + 1, users.size());
            // The last ones may be taken while they climb: of two looks one may come late and the next in time.
            assertThat(rampUp).hasSizeBetween(5, 9).isSorted().contains(50);
            assertThat(rampUp.subList(0, rampUp.size() - 2))
                    .allSatisfy(now -> assertThat(now).isBetween(0, 50));
            assertThat(users.subList(users.indexOf(200), users.lastIndexOf(200) + 1))
                    .hasSizeBetween(7, 11)
                    .containsOnly(200);
            assertThat(after).hasSizeBetween(7, 12);
            assertThat(after.subList(1, 6)).containsOnly(50);
        }
    }

    /** The sample's own receivers are in a cluster, and away from here: they hold up nothing. */
    @Test
    void prometheusAndACollectorAreSentWhatTheResultHas() throws Exception {
        Assumptions.assumeTrue(Prometheus.present(), "Prometheus is not installed: nothing is written to it");
        Path json = folder.resolve("r.json");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                Prometheus prometheus = Prometheus.written(false);
                Collector collector = new Collector();
                Throng throng = Throng.start(
                        folder,
                        "run",
                        SAMPLES.resolve("export.yaml"),
                        "--remote-write",
                        prometheus.url() + "/api/v1/write",
                        "--otlp",
                        collector.url(),
                        "--host",
                        "http://127.0.0.1:" + target.port(),
                        "--time-scale",
                        "0.3",
                        "--json",
                        json)) {
            assertThat(throng.await()).as(throng.output()).isIn((Object[]) SamplesIT.RAN_TO_ITS_END);
            JsonNode total = new JsonMapper().readTree(json.toFile()).path("total");
            assertThat(prometheus.value("sum(max_over_time(throng_requests_total{judged=\"true\"}[5m]))"))
                    .as(throng.output())
                    .isEqualTo(total.path("requests").asDouble());
            assertThat(collector.judged("throng_requests"))
                    .isEqualTo(total.path("requests").asDouble());
            assertThat(collector.spans)
                    .isNotEmpty()
                    .hasSizeLessThan(total.path("requests").asInt());
            assertThat(collector.spans).allSatisfy(span -> {
                assertThat(span.getTraceId().size()).isEqualTo(16);
                assertThat(span.getName()).isEqualTo("GET list");
            });
            assertThat(throng.output())
                    .contains("the last metrics did not reach collector: the name of its host is not known");
        }
    }
}

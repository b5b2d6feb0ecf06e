package dev.throng.runner.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What a real Prometheus has of two runs, and what dashboards and alerts make of it; with native histograms and without. */
class PrometheusIT {
    private static final Path RULES = Path.of("../k8s/alerts/throng.rules.yaml");

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class WithNativeHistograms extends Scraped {
        @Override
        boolean nativeHistograms() {
            return true;
        }

        @Test
        void percentilesAreTheSummarys() {
            for (String percentile : List.of("50", "95", "99")) {
                double summary = runs.second().total().response().percentiles().get(percentile) / 1000;
                double p = Double.parseDouble(percentile) / 100;
                assertThat(prometheus.value("histogram_quantile(" + p
                                + ", sum(throng_response_time_seconds{judged=\"true\", run=\"second\"}))"))
                        .as("p" + percentile)
                        .isCloseTo(summary, within(summary * 0.01));
            }
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class WithClassicHistograms extends Scraped {
        @Override
        boolean nativeHistograms() {
            return false;
        }

        @Test
        void percentilesAreInTheSummarysBucket() {
            double summary = runs.second().total().response().percentiles().get("95") / 1000;
            assertThat(prometheus.value("histogram_quantile(0.95, sum by (le) "
                            + "(throng_response_time_seconds_bucket{judged=\"true\", run=\"second\"}))"))
                    .isCloseTo(summary, within(summary * 0.35));
        }
    }

    abstract static class Scraped {
        Prometheus prometheus;
        TwoRuns runs;

        abstract boolean nativeHistograms();

        @BeforeAll
        void runTwice() throws Exception {
            Assumptions.assumeTrue(Prometheus.present(), "Prometheus is not installed: no metric is scraped");
            runs = new TwoRuns();
            prometheus = new Prometheus(nativeHistograms(), RULES, runs.ports());
            runs.go(prometheus);
        }

        @AfterAll
        void stop() throws IOException {
            if (prometheus != null) {
                prometheus.close();
                runs.close();
            }
        }

        @Test
        void theIncreaseOverTheRunIsTheSummarysCount() {
            JsonNode last = prometheus
                    .query("timestamp(throng_run_elapsed_seconds{run=\"second\"})")
                    .get(0);
            double lastScrape = last.get("value").get(1).asDouble();
            JsonNode increase = prometheus.query(
                    "sum(increase(throng_requests_total{judged=\"true\", run=\"second\"}[1h]))", lastScrape);
            assertThat(increase.get(0).get("value").get(1).asDouble())
                    .isCloseTo(runs.second().total().requests(), within(0.001));
        }

        @Test
        void theLastScrapeHasEveryCountOfTheSummary() {
            String of = "{judged=\"true\", run=\"second\"}";
            assertThat(prometheus.value("sum(throng_requests_total" + of + ")"))
                    .isEqualTo(runs.second().total().requests());
            assertThat(prometheus.value(
                            "sum(throng_requests_total{judged=\"true\", run=\"second\", outcome=\"failure\"})"))
                    .isEqualTo(runs.second().total().failures());
            runs.second()
                    .names()
                    .forEach(name -> assertThat(prometheus.value(
                                    "sum(throng_requests_total{judged=\"true\", run=\"second\", name=\""
                                            + name.key().name() + "\", method=\""
                                            + name.key().method() + "\"})"))
                            .as(name.key().name())
                            .isEqualTo(name.requests()));
        }

        @Test
        void labelsAreTheRunsOwn() {
            JsonNode labels =
                    prometheus.query("throng_run_info{run=\"second\"}").get(0).get("metric");
            assertThat(labels.get("namespace").asText()).isEqualTo("shop");
            assertThat(labels.get("loadtest").asText()).isEqualTo("items");
        }

        @Test
        void everyPanelShowsSomething() throws IOException {
            Map<String, String> empty = new LinkedHashMap<>();
            for (String json : List.of(RunDashboard.json(), FleetDashboard.json())) {
                JsonNode dashboard = new ObjectMapper().readTree(json);
                for (JsonNode panel : dashboard.get("panels")) {
                    for (JsonNode target : panel.path("targets")) {
                        String expression = filled(target.get("expr").asText());
                        JsonNode result = target.path("instant").asBoolean()
                                ? prometheus.query(expression)
                                : prometheus.range(expression);
                        if (result.isEmpty()) {
                            empty.put(panel.get("title").asText(), expression);
                        }
                    }
                }
            }
            assertThat(empty.values())
                    .as("without an answer: only arrivals, which these runs do not have")
                    .allMatch(expression -> expression.startsWith("throng_intended_arrivals_per_second"));
        }

        @Test
        void everyAnnotationCanBeAsked() throws IOException {
            List<String> empty = new ArrayList<>();
            for (String json : List.of(RunDashboard.json(), FleetDashboard.json())) {
                for (JsonNode annotation : new ObjectMapper().readTree(json).at("/annotations/list")) {
                    if (prometheus
                            .range(filled(annotation.get("expr").asText()))
                            .isEmpty()) {
                        empty.add(annotation.get("name").asText());
                    }
                }
            }
            assertThat(empty)
                    .as("the generator kept up, with all its workers")
                    .containsExactly("Workers lost", "Bottleneck");
        }

        private static String filled(String expression) {
            return expression
                    .replace("$namespace", ".*")
                    .replace("=\"$loadtest\"", "=\"items\"")
                    .replace("$loadtest", ".*")
                    .replace("$run", "second")
                    .replace("$compare", "first")
                    .replace("$__rate_interval", "30s")
                    .replace("$__range", "10m")
                    .replace("$__interval", "10s");
        }

        /** Which alerts these two runs and these schedules call for. */
        private static final Set<String> FIRING =
                Set.of("ThrongRunFailed", "ThrongRegression", "ThrongScheduleMissed", "ThrongScheduleLate");

        @Test
        void everyAlertCanBeAskedAndThoseWithAReasonHaveAnAnswer() throws IOException {
            List<String> answered = new ArrayList<>();
            for (Map<?, ?> rule : rules()) {
                if (!prometheus.query(String.valueOf(rule.get("expr"))).isEmpty()) {
                    answered.add(String.valueOf(rule.get("alert")));
                }
            }
            assertThat(answered).containsExactlyInAnyOrderElementsOf(FIRING);
        }

        private static List<Map<?, ?>> rules() throws IOException {
            Object file = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(RULES));
            List<Map<?, ?>> rules = new ArrayList<>();
            for (Object group : (List<?>) ((Map<?, ?>) file).get("groups")) {
                for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
                    rules.add((Map<?, ?>) rule);
                }
            }
            return rules;
        }
    }

    @Test
    void theRulesPassPrometheusOwnChecksAndTheirTests() throws Exception {
        Assumptions.assumeTrue(Prometheus.present(), "Prometheus is not installed: the rules are not checked");
        for (List<String> command : List.of(
                List.of("promtool", "check", "rules", "throng.rules.yaml"),
                List.of("promtool", "test", "rules", "throng.rules.test.yaml"))) {
            Process process = new ProcessBuilder(command)
                    .directory(RULES.getParent().toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = String.join("\n", process.inputReader().lines().toList());
            assertThat(process.waitFor()).as(said).isZero();
        }
    }

    @Test
    void everyMetricThatIsAskedForIsInTheCatalogue() throws IOException {
        String docs = Files.readString(Path.of("../docs/metrics.md"));
        String asked = RunDashboard.json() + FleetDashboard.json() + Files.readString(RULES);
        Stream<String> metrics = Pattern.compile("throng_[a-z_0-9]+")
                .matcher(asked)
                .results()
                .map(match -> match.group().replaceFirst("_(bucket|sum|count)$", ""))
                .distinct();
        assertThat(metrics).allSatisfy(metric -> assertThat(docs).contains("`" + metric + "`"));
    }
}

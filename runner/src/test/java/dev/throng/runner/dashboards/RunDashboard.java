package dev.throng.runner.dashboards;

import static dev.throng.runner.dashboards.Expressions.failing;
import static dev.throng.runner.dashboards.Expressions.failingOfRun;
import static dev.throng.runner.dashboards.Expressions.percentile;
import static dev.throng.runner.dashboards.Expressions.percentileOfRun;
import static dev.throng.runner.dashboards.Expressions.requestsOfRun;

import java.util.List;
import java.util.Map;

/** One run in all detail, and beside another one. */
final class RunDashboard {
    private static final String RUN = "namespace=~\"$namespace\", loadtest=\"$loadtest\", run=\"$run\"";
    private static final String BOTH = "namespace=~\"$namespace\", loadtest=\"$loadtest\", run=~\"$run|$compare\"";
    private static final String WINDOW = "$__rate_interval";
    private static final int STEP = 10;

    private RunDashboard() {}

    static String json() {
        Dashboard dashboard = new Dashboard(
                        "throng-run",
                        "Throng / Run",
                        "One load test run: verdict, load, response times, failures, workers, and a comparison with another run.",
                        "now-1h",
                        "10s")
                .variable("namespace", "Namespace", "label_values(throng_run_info, namespace)", true)
                .variable(
                        "loadtest",
                        "Load test",
                        "label_values(throng_run_info{namespace=~\"$namespace\"}, loadtest)",
                        false)
                .variable(
                        "run",
                        "Run",
                        "label_values(throng_run_info{namespace=~\"$namespace\", loadtest=\"$loadtest\"}, run)",
                        false)
                .variable(
                        "compare",
                        "Compare with",
                        "label_values(throng_run_info{namespace=~\"$namespace\", loadtest=\"$loadtest\"}, run)",
                        false)
                .onset("Start", "throng_run_elapsed_seconds{" + RUN + "}%s > 0", STEP, "started", "purple")
                .onset("Stages", "throng_run_stage{" + RUN + "}%s == 1", STEP, "{{stage}}", "blue")
                .onset("Verdict", "throng_run_verdict{" + RUN + "}%s == 1", STEP, "ended: {{outcome}}", "purple")
                .onset(
                        "Thresholds",
                        "throng_threshold_holding{" + RUN + "}%s == 0",
                        STEP,
                        "missed: {{threshold}} {{of}}",
                        "orange")
                .onset(
                        "Workers lost",
                        "throng_workers{state=\"lost\", " + RUN + "}%s > 0",
                        STEP,
                        "a worker is lost",
                        "orange")
                .onset(
                        "Bottleneck",
                        "throng_generator_healthy{" + RUN + "}%s == 0",
                        STEP,
                        "the generator is the bottleneck",
                        "red");
        now(dashboard);
        overTime(dashboard);
        names(dashboard);
        comparison(dashboard);
        workers(dashboard);
        return dashboard.json();
    }

    private static void now(Dashboard dashboard) {
        dashboard
                .panel(Panel.stat("State", "none", 3)
                        .describe("What the run is doing; its verdict when it is over.")
                        .now(
                                "throng_run_verdict{" + RUN + "} == 1 or (throng_run_state{" + RUN
                                        + "} == 1 and on (run) sum by (run) (throng_run_verdict{" + RUN + "}) == 0)",
                                "{{outcome}}{{state}}")
                        .field("passed", "color", Map.of("mode", "fixed", "fixedColor", "green"))
                        .field("failed", "color", Map.of("mode", "fixed", "fixedColor", "red"))
                        .field("unknown", "color", Map.of("mode", "fixed", "fixedColor", "orange")))
                .panel(Panel.stat("Generator", "none", 3)
                        .describe(
                                "Whether the generator keeps up with its load. When it is the bottleneck, the figures say little about the target.")
                        .now("throng_generator_healthy{" + RUN + "}", "")
                        .mapping("1", "keeps up", "green")
                        .mapping("0", "bottleneck", "red"))
                .panel(Panel.stat("Users", "short", 3).now("throng_users{" + RUN + "}", ""))
                .panel(Panel.stat("Requests", "short", 3)
                        .describe("Judged: without the warm-up.")
                        .now(requestsOfRun("", RUN), ""))
                .panel(Panel.stat("Per second", "reqps", 3)
                        .now("sum(rate(throng_requests_total{" + RUN + "}[" + WINDOW + "]))", ""))
                .panel(Panel.stat("Failed", "percentunit", 3)
                        .describe("Of the judged requests.")
                        .now(failingOfRun("", RUN), "")
                        .from(null, "text")
                        .from(0.01, "red"))
                .panel(Panel.stat("p95", "s", 3)
                        .describe("Of the judged requests.")
                        .now(percentileOfRun(0.95, "", RUN), ""))
                .panel(Panel.stat("p99", "s", 3)
                        .describe("Of the judged requests.")
                        .now(percentileOfRun(0.99, "", RUN), ""));
        dashboard.panel(Panel.table("Thresholds", 24, 6)
                .describe("In the limit's own unit: milliseconds, a ratio, a count, or per second.")
                .rows("max by (threshold, of) (last_over_time(throng_threshold_measured{" + RUN + "}[$__range]))")
                .rows("min by (threshold, of) (last_over_time(throng_threshold_holding{" + RUN + "}[$__range]))")
                .columns("threshold", "Threshold", "of", "Of", "Value #A", "Measured", "Value #B", "Holds")
                .field(
                        "Holds",
                        "mappings",
                        List.of(Map.of(
                                "type",
                                "value",
                                "options",
                                Map.of(
                                        "1", Map.of("text", "holds", "color", "green"),
                                        "0", Map.of("text", "missed", "color", "red"))))));
    }

    private static void overTime(Dashboard dashboard) {
        dashboard
                .row("Over time")
                .panel(Panel.lines("Throughput", "reqps", 12)
                        .query(
                                "sum by (outcome) (rate(throng_requests_total{" + RUN + "}[" + WINDOW + "]))",
                                "{{outcome}}")
                        .query("throng_intended_arrivals_per_second{" + RUN + "} > 0", "intended arrivals")
                        .field("failure", "color", Map.of("mode", "fixed", "fixedColor", "red")))
                .panel(Panel.lines("Response time", "s", 12)
                        .describe("From the intended start to the last byte.")
                        .query(percentile(0.5, "", RUN, WINDOW), "median")
                        .query(percentile(0.95, "", RUN, WINDOW), "p95")
                        .query(percentile(0.99, "", RUN, WINDOW), "p99"))
                .panel(Panel.lines("Users", "short", 12)
                        .query("throng_users{" + RUN + "}", "users")
                        .query("throng_intended_users{" + RUN + "}", "intended"))
                .panel(Panel.lines("Late and dropped starts", "ops", 12)
                        .describe("What could not be started in time. It is counted, never hidden.")
                        .query("rate(throng_late_starts_total{" + RUN + "}[" + WINDOW + "])", "late")
                        .query("rate(throng_dropped_starts_total{" + RUN + "}[" + WINDOW + "])", "dropped"))
                .panel(Panel.lines("Failures by kind", "ops", 12)
                        .query("sum by (kind) (rate(throng_failures_total{" + RUN + "}[" + WINDOW + "]))", "{{kind}}"))
                .panel(Panel.lines("Where the time goes", "s", 12)
                        .describe(
                                "Means: response time counts from the intended start, service time from the actual send.")
                        .query(mean("response_time"), "response")
                        .query(mean("service_time"), "service")
                        .query(mean("first_byte_time"), "first byte"))
                .panel(Panel.heat("Response times", 24)
                        .buckets(
                                "sum(increase(throng_response_time_seconds{" + RUN
                                        + "}[$__interval]))\nor\nsum by (le) (increase(throng_response_time_seconds_bucket{"
                                        + RUN + "}[$__interval]))",
                                "{{le}}"));
    }

    private static String mean(String what) {
        String metric = "throng_" + what + "_seconds";
        return "histogram_sum(sum(rate(" + metric + "{" + RUN + "}[" + WINDOW + "])))\n/\nhistogram_count(sum(rate("
                + metric
                + "{" + RUN + "}[" + WINDOW + "])))\nor\nsum(rate(" + metric + "_sum{" + RUN + "}[" + WINDOW
                + "]))\n/\nsum(rate(" + metric + "_count{" + RUN + "}[" + WINDOW + "]))";
    }

    private static void names(Dashboard dashboard) {
        dashboard
                .row("By request")
                .panel(Panel.table("Requests", 24, 9)
                        .describe("Of the judged requests, since the run's start.")
                        .rows(requestsOfRun("name, method", RUN))
                        .rows(failingOfRun("name, method", RUN))
                        .rows(percentileOfRun(0.5, "name, method", RUN))
                        .rows(percentileOfRun(0.95, "name, method", RUN))
                        .rows(percentileOfRun(0.99, "name, method", RUN))
                        .columns(
                                "name",
                                "Request",
                                "method",
                                "Method",
                                "Value #A",
                                "Requests",
                                "Value #B",
                                "Failed",
                                "Value #C",
                                "Median",
                                "Value #D",
                                "p95",
                                "Value #E",
                                "p99")
                        .field("Failed", "unit", "percentunit")
                        .field("Median", "unit", "s")
                        .field("p95", "unit", "s")
                        .field("p99", "unit", "s"))
                .panel(Panel.lines("p95 by request", "s", 12)
                        .query(percentile(0.95, "name, method", RUN, WINDOW), "{{method}} {{name}}"))
                .panel(Panel.lines("Requests per second by request", "reqps", 12)
                        .query(
                                "sum by (name, method) (rate(throng_requests_total{" + RUN + "}[" + WINDOW + "]))",
                                "{{method}} {{name}}"));
    }

    private static void comparison(Dashboard dashboard) {
        dashboard
                .row("Compared with $compare")
                .panel(Panel.bars("p95", "s", 6).now(percentileOfRun(0.95, "run", BOTH), "{{run}}"))
                .panel(Panel.bars("p99", "s", 6).now(percentileOfRun(0.99, "run", BOTH), "{{run}}"))
                .panel(Panel.bars("Failed", "percentunit", 6).now(failingOfRun("run", BOTH), "{{run}}"))
                .panel(Panel.bars("Requests", "short", 6).now(requestsOfRun("run", BOTH), "{{run}}"))
                .panel(Panel.table("By request", 24, 9)
                        .rows(percentileOfRun(0.95, "name, method", RUN))
                        .rows(percentileOfRun(0.95, "name, method", other()))
                        .rows(change())
                        .columns(
                                "name",
                                "Request",
                                "method",
                                "Method",
                                "Value #A",
                                "p95, $run",
                                "Value #B",
                                "p95, $compare",
                                "Value #C",
                                "Change")
                        .field("p95, $run", "unit", "s")
                        .field("p95, $compare", "unit", "s")
                        .field("Change", "unit", "percentunit"));
    }

    private static String other() {
        return RUN.replace("run=\"$run\"", "run=\"$compare\"");
    }

    private static String change() {
        return "(\n" + percentileOfRun(0.95, "name, method", RUN) + "\n)\n/\n(\n"
                + percentileOfRun(0.95, "name, method", other()) + "\n)\n- 1";
    }

    private static void workers(Dashboard dashboard) {
        dashboard
                .row("Generator")
                .panel(Panel.lines("Users by worker", "short", 8)
                        .query("throng_worker_users{" + RUN + "}", "{{worker}}"))
                .panel(Panel.lines("Requests per second by worker", "reqps", 8)
                        .query("rate(throng_worker_requests_total{" + RUN + "}[" + WINDOW + "])", "{{worker}}"))
                .panel(Panel.lines("Workers", "short", 8).query("throng_workers{" + RUN + "}", "{{state}}"))
                .panel(Panel.lines("CPU by worker", "percentunit", 8)
                        .query("throng_worker_cpu_ratio{" + RUN + "}", "{{worker}}"))
                .panel(Panel.lines("Busiest loop by worker", "percentunit", 8)
                        .query("throng_worker_loop_busy_ratio{" + RUN + "}", "{{worker}}"))
                .panel(Panel.lines("Memory by worker", "bytes", 8)
                        .query("throng_worker_resident_memory_bytes{" + RUN + "}", "{{worker}}"))
                .panel(Panel.lines("Timers late, p99", "s", 8)
                        .query("throng_generator_timer_lag_seconds{" + RUN + "}", "lag"))
                .panel(Panel.lines("Connections by worker", "short", 8)
                        .query("throng_worker_connections{" + RUN + "}", "{{worker}}"))
                .panel(Panel.lines("Bytes", "Bps", 8)
                        .query("sum(rate(throng_received_bytes_total{" + RUN + "}[" + WINDOW + "]))", "received")
                        .query("sum(rate(throng_sent_bytes_total{" + RUN + "}[" + WINDOW + "]))", "sent"));
        dashboard
                .panel(Panel.lines("Failing", "percentunit", 12)
                        .query(failing("name, method", RUN, WINDOW), "{{method}} {{name}}"))
                .panel(Panel.lines("What else is counted", "ops", 12)
                        .query("rate(throng_events_total{" + RUN + "}[" + WINDOW + "])", "{{event}}"));
    }
}

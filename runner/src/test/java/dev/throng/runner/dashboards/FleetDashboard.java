package dev.throng.runner.dashboards;

import static dev.throng.runner.dashboards.Expressions.failingOfRun;
import static dev.throng.runner.dashboards.Expressions.percentileOfRun;
import static dev.throng.runner.dashboards.Expressions.requestsOfRun;

import java.util.List;
import java.util.Map;

/** All runs of all load tests, and the schedules: how it went, run after run. */
final class FleetDashboard {
    private static final String ALL = "namespace=~\"$namespace\", loadtest=~\"$loadtest\"";
    private static final String BY = "namespace, loadtest, run";
    private static final String TEST = "{{namespace}}/{{loadtest}}";
    /** A week in steps of a minute is as much as Prometheus answers at once. */
    private static final int STEP = 60;

    private FleetDashboard() {}

    static String json() {
        Dashboard dashboard = new Dashboard(
                        "throng-fleet",
                        "Throng / Fleet",
                        "All load test runs and schedules: verdicts, response times and failure rates, run after run.",
                        "now-7d",
                        "1m")
                .variable("namespace", "Namespace", "label_values(throng_run_info, namespace)", true)
                .variable(
                        "loadtest",
                        "Load test",
                        "label_values(throng_run_info{namespace=~\"$namespace\"}, loadtest)",
                        true)
                .onset(
                        "Starts",
                        "throng_run_elapsed_seconds{" + ALL + "}%s > 0",
                        STEP,
                        "{{namespace}}/{{loadtest}} started",
                        "blue")
                .onset(
                        "Verdicts",
                        "throng_run_verdict{" + ALL + "}%s == 1",
                        STEP,
                        "{{namespace}}/{{loadtest}}: {{outcome}}",
                        "purple");
        now(dashboard);
        history(dashboard);
        schedules(dashboard);
        return dashboard.json();
    }

    private static String verdicts(String outcome) {
        return "count(max_over_time(throng_run_verdict{outcome=\"" + outcome + "\", " + ALL
                + "}[$__range]) == 1) or vector(0)";
    }

    private static void now(Dashboard dashboard) {
        dashboard
                .panel(Panel.stat("Running now", "short", 6)
                        .now(
                                "count(throng_run_state{state=~\"warming_up|running\", " + ALL + "} == 1) or vector(0)",
                                ""))
                .panel(Panel.stat("Passed", "short", 6)
                        .now(verdicts("passed"), "")
                        .color("green"))
                .panel(Panel.stat("Failed", "short", 6)
                        .now(verdicts("failed"), "")
                        .color("red"))
                .panel(Panel.stat("No verdict", "short", 6)
                        .describe("Aborted, broken, or the generator was the bottleneck.")
                        .now(verdicts("unknown"), "")
                        .color("orange"))
                .panel(Panel.lines("Users in all runs", "short", 12)
                        .query("sum by (namespace, loadtest) (throng_users{" + ALL + "})", TEST))
                .panel(Panel.lines("Requests per second in all runs", "reqps", 12)
                        .query(
                                "sum by (namespace, loadtest) (rate(throng_requests_total{" + ALL
                                        + "}[$__rate_interval]))",
                                TEST));
    }

    private static void history(Dashboard dashboard) {
        dashboard
                .row("Run after run")
                .panel(
                        Panel.table("Runs", 24, 10)
                                .describe("Of the judged requests. A run's name leads to its own dashboard.")
                                .rows("max by (" + BY + ", outcome) (max_over_time(throng_run_verdict{" + ALL
                                        + "}[$__range])) == 1")
                                .rows(requestsOfRun(BY, ALL))
                                .rows(failingOfRun(BY, ALL))
                                .rows(percentileOfRun(0.5, BY, ALL))
                                .rows(percentileOfRun(0.95, BY, ALL))
                                .rows(percentileOfRun(0.99, BY, ALL))
                                .rows("max by (" + BY + ") (max_over_time(throng_users{" + ALL + "}[$__range]))")
                                .columns(
                                        "namespace",
                                        "Namespace",
                                        "loadtest",
                                        "Load test",
                                        "run",
                                        "Run",
                                        "outcome",
                                        "Verdict",
                                        "Value #B",
                                        "Requests",
                                        "Value #C",
                                        "Failed",
                                        "Value #D",
                                        "Median",
                                        "Value #E",
                                        "p95",
                                        "Value #F",
                                        "p99",
                                        "Value #G",
                                        "Users at most")
                                .field("Value #A", "custom.hidden", true)
                                .field("Failed", "unit", "percentunit")
                                .field("Median", "unit", "s")
                                .field("p95", "unit", "s")
                                .field("p99", "unit", "s")
                                .field(
                                        "Verdict",
                                        "mappings",
                                        List.of(Map.of(
                                                "type",
                                                "value",
                                                "options",
                                                Map.of(
                                                        "passed", Map.of("color", "green"),
                                                        "failed", Map.of("color", "red"),
                                                        "unknown", Map.of("text", "no verdict", "color", "orange")))))
                                .field(
                                        "Run",
                                        "links",
                                        List.of(
                                                Map.of(
                                                        "title", "The run",
                                                        "url",
                                                                "/d/throng-run?var-namespace=${__data.fields.Namespace}&var-loadtest=${__data.fields[\"Load test\"]}&var-run=${__value.raw}"))))
                .panel(Panel.lines("p95 of the run so far", "s", 12)
                        .describe("Each run's line ends at the value in its summary.")
                        .query(sofar(0.95), "{{namespace}}/{{loadtest}} {{run}}"))
                .panel(Panel.lines("Failure rate of the run so far", "percentunit", 12)
                        .query(
                                "sum by (" + BY + ") (throng_requests_total{judged=\"true\", outcome=\"failure\", "
                                        + ALL + "})\n/\nsum by (" + BY + ") (throng_requests_total{judged=\"true\", "
                                        + ALL + "})",
                                "{{namespace}}/{{loadtest}} {{run}}"))
                .panel(Panel.lines("Generators that are the bottleneck", "short", 12)
                        .query(
                                "count by (namespace, loadtest) (throng_generator_healthy{" + ALL
                                        + "} == 0) or vector(0)",
                                TEST))
                .panel(Panel.lines("Workers lost", "short", 12)
                        .query("sum by (namespace, loadtest) (throng_workers{state=\"lost\", " + ALL + "})", TEST));
    }

    private static String sofar(double p) {
        String series = "throng_response_time_seconds%s{judged=\"true\", " + ALL + "}";
        return "histogram_quantile(" + p + ", sum by (" + BY + ") (" + series.formatted("")
                + "))\nor\nhistogram_quantile(" + p + ", sum by (" + BY + ", le) (" + series.formatted("_bucket")
                + "))";
    }

    private static void schedules(Dashboard dashboard) {
        String schedules = "namespace=~\"$namespace\"";
        dashboard
                .row("Schedules and verdicts, as the operator knows them")
                .panel(Panel.table("Schedules", 12, 8)
                        .rows("max by (namespace, schedule) (throng_schedule_last_start_timestamp_seconds{" + schedules
                                + "}) * 1000")
                        .rows("max by (namespace, schedule) (throng_schedule_next_start_timestamp_seconds{" + schedules
                                + "}) * 1000")
                        .rows("sum by (namespace, schedule) (increase(throng_schedule_missed_total{" + schedules
                                + "}[$__range]))")
                        .columns(
                                "namespace",
                                "Namespace",
                                "schedule",
                                "Schedule",
                                "Value #A",
                                "Last start",
                                "Value #B",
                                "Next start",
                                "Value #C",
                                "Missed")
                        .field("Last start", "unit", "dateTimeFromNow")
                        .field("Next start", "unit", "dateTimeFromNow"))
                .panel(Panel.table("Last verdicts", 12, 8)
                        .rows("max by (namespace, loadtest, outcome) (throng_loadtest_verdict{" + ALL + "}) == 1")
                        .rows("max by (namespace, loadtest) (throng_loadtest_finished_timestamp_seconds{" + ALL
                                + "}) * 1000")
                        .columns(
                                "namespace",
                                "Namespace",
                                "loadtest",
                                "Load test",
                                "outcome",
                                "Verdict",
                                "Value #B",
                                "Ended")
                        .field("Value #A", "custom.hidden", true)
                        .field("Ended", "unit", "dateTimeFromNow"))
                .panel(Panel.lines("p95, run after run", "s", 12)
                        .describe("Of the last run that was over at that time; it stays when the run's pods are gone.")
                        .query("max by (namespace, loadtest) (throng_loadtest_p95_seconds{" + ALL + "})", TEST))
                .panel(Panel.lines("Failure rate, run after run", "percentunit", 12)
                        .query("max by (namespace, loadtest) (throng_loadtest_failure_ratio{" + ALL + "})", TEST))
                .panel(Panel.lines("Load tests by phase", "short", 12)
                        .query("sum by (phase) (throng_loadtests)", "{{phase}}"));
    }
}

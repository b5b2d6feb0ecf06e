package dev.throng.runner.web.metrics;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The catalogue: every metric there is, with what it means and its labels beside {@link #COMMON}. Names are a contract:
 * dashboards, alerts and other people's queries depend on them.
 */
enum Family {
    REQUESTS(
            "throng_requests_total",
            Type.COUNTER,
            "Requests that ended, by outcome: success, failure, or stalled (ran across a standstill of the generator, judged neither way); and by the answer's status, none without an answer.",
            request("judged", "outcome", "status")),
    FAILURES(
            "throng_failures_total",
            Type.COUNTER,
            "Failed requests by kind: dns, connect, tls, request, generator, reset, timeout, protocol, status, check, schema, capture, redirect.",
            request("judged", "kind")),
    RESPONSE_TIME(
            "throng_response_time_seconds",
            Type.HISTOGRAM,
            "From the intended start to the last byte, of all requests but the stalled ones, failed or not.",
            request("judged")),
    SERVICE_TIME(
            "throng_service_time_seconds",
            Type.HISTOGRAM,
            "From the actual send to the last byte, of requests that were sent.",
            request("judged")),
    FIRST_BYTE_TIME(
            "throng_first_byte_time_seconds",
            Type.HISTOGRAM,
            "From the actual send to the first byte, of requests that were answered.",
            request("judged")),
    RECEIVED_BYTES("throng_received_bytes_total", Type.COUNTER, "Bytes of responses as received.", request("judged")),
    SENT_BYTES("throng_sent_bytes_total", Type.COUNTER, "Bytes of requests as sent.", request("judged")),

    USERS("throng_users", Type.GAUGE, "Virtual users that are there, over all workers."),
    INTENDED_USERS("throng_intended_users", Type.GAUGE, "Virtual users that the load model wants to be there now."),
    INTENDED_ARRIVALS(
            "throng_intended_arrivals_per_second",
            Type.GAUGE,
            "Arrivals per second that the load model wants now; 0 in stages of users."),
    LATE_STARTS(
            "throng_late_starts_total",
            Type.COUNTER,
            "Tasks and arrivals that started more than 10 ms after their intended start."),
    DROPPED_STARTS("throng_dropped_starts_total", Type.COUNTER, "Arrivals that found no free user."),
    EVENTS(
            "throng_events_total",
            Type.COUNTER,
            "What else is counted: arrivals, iterations, skipped, connections_opened, connections_reused, redirect_hops, retries, aborted, never_sent, unclear, kernel_stamped, names_folded, external, stalled_failed, code_out_of_hand.",
            "event"),

    WORKERS("throng_workers", Type.GAUGE, "Workers that drive load, and workers that are lost.", "state"),
    WORKER_USERS("throng_worker_users", Type.GAUGE, "Virtual users of a worker.", "worker"),
    WORKER_REQUESTS(
            "throng_worker_requests_total",
            Type.COUNTER,
            "Requests that a worker measured, warm-up included.",
            "worker"),
    WORKER_CPU(
            "throng_worker_cpu_ratio",
            Type.GAUGE,
            "Share of its machine's processors that a worker uses, from 0 to 1.",
            "worker"),
    WORKER_LOOP(
            "throng_worker_loop_busy_ratio",
            Type.GAUGE,
            "Share of time for which a worker's busiest event loop is busy.",
            "worker"),
    WORKER_MEMORY(
            "throng_worker_resident_memory_bytes", Type.GAUGE, "Resident memory of a worker's process.", "worker"),
    WORKER_CONNECTIONS("throng_worker_connections", Type.GAUGE, "Open connections of a worker.", "worker"),

    GENERATOR_HEALTHY(
            "throng_generator_healthy",
            Type.GAUGE,
            "1 while the generator keeps up with its load; 0 when it is the bottleneck and its figures say little about the target."),
    GENERATOR_LOOP(
            "throng_generator_busiest_loop_ratio",
            Type.GAUGE,
            "Share of time for which the busiest event loop is busy."),
    GENERATOR_CPU("throng_generator_cpu_ratio", Type.GAUGE, "Mean share of the workers' processors in use."),
    GENERATOR_LAG(
            "throng_generator_timer_lag_seconds",
            Type.GAUGE,
            "How late the event loops' timers fire, at the 99th percentile of the last ten seconds."),

    RUN_INFO("throng_run_info", Type.GAUGE, "1; says what is run against what.", "target"),
    RUN_STATE(
            "throng_run_state",
            Type.GAUGE,
            "1 for the state the run is in: ready, waiting_for_workers, warming_up, running, stopping, stopped; 0 for the others.",
            "state"),
    RUN_STAGE("throng_run_stage", Type.GAUGE, "1 for the stage the run is in; 0 for the others.", "stage"),
    RUN_ELAPSED("throng_run_elapsed_seconds", Type.GAUGE, "Seconds since the run started."),
    RUN_LENGTH("throng_run_length_seconds", Type.GAUGE, "Seconds from start to end; absent when the run is open."),
    RUN_VERDICT(
            "throng_run_verdict",
            Type.GAUGE,
            "1 for the verdict of a run that is over: passed, failed, unknown; 0 for the others.",
            "outcome"),
    RUN_REGRESSION(
            "throng_run_regression",
            Type.GAUGE,
            "1 when the run is over and something became worse than the baseline allows; absent without a baseline."),
    RUN_CAPACITY(
            "throng_run_capacity",
            Type.GAUGE,
            "Highest load at which the thresholds hold, in users or arrivals per second; bound: found, least and most that it may be; absent until a search is over.",
            "unit",
            "bound"),
    THRESHOLD_HOLDING(
            "throng_threshold_holding",
            Type.GAUGE,
            "1 while the threshold holds, 0 while it is missed; absent before the first sample.",
            "threshold",
            "of"),
    THRESHOLD_MEASURED(
            "throng_threshold_measured",
            Type.GAUGE,
            "What the threshold is compared with, in its limit's unit: milliseconds, a ratio, a count, or per second; absent before the first sample.",
            "threshold",
            "of"),

    GROUP_DURATION(
            "throng_group_duration_seconds",
            Type.HISTOGRAM,
            "How long groups of steps and transactions took, without warm-up.",
            "group"),
    GROUP_FAILURES("throng_group_failures_total", Type.COUNTER, "Those of them that failed.", "group"),
    METRIC_COUNT(
            "throng_metric_values_total",
            Type.COUNTER,
            "Values of the scenario's own metrics, by kind (trend, time, counter, rate, gauge, check), without warm-up.",
            "kind",
            "metric"),
    METRIC_SUM(
            "throng_metric_sum_total",
            Type.COUNTER,
            "Sum of these values: of a counter what it counts, of a rate how many were true.",
            "kind",
            "metric"),
    METRIC_VALUE(
            "throng_metric_value",
            Type.GAUGE,
            "What a trend, a time (in milliseconds) or a gauge of the scenario's own has shown so far: min, mean, p50, p95, p99, max.",
            "kind",
            "metric",
            "figure");

    /** On every series. */
    static final List<String> COMMON = List.of("namespace", "loadtest", "run");

    enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    final String metric;
    final Type type;
    final String help;
    final List<String> labels;

    Family(String metric, Type type, String help, String... labels) {
        this.metric = metric;
        this.type = type;
        this.help = help;
        this.labels = List.of(labels);
    }

    private static String[] request(String... more) {
        return Stream.concat(Stream.of("user", "name", "method"), Stream.of(more))
                .toArray(String[]::new);
    }

    /** Without the suffix that the formats add to counters themselves. */
    String baseName() {
        return type == Type.COUNTER ? metric.substring(0, metric.length() - "_total".length()) : metric;
    }
}

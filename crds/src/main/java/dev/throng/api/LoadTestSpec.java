package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.client.GrpcSpec;
import dev.throng.api.client.HttpSpec;
import dev.throng.api.load.LoadSpec;
import dev.throng.api.load.StageSpec;
import dev.throng.api.pods.PodsSpec;
import dev.throng.api.pods.WorkerLossPolicy;
import dev.throng.api.report.ExportSpec;
import dev.throng.api.report.NotifySpec;
import dev.throng.api.report.ReportSpec;
import dev.throng.api.scenario.ScenarioSpec;
import dev.throng.api.schema.AnyOf;
import dev.throng.api.schema.Excludes;
import dev.throng.api.schema.FromCommandLine;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.UniqueBy;
import dev.throng.api.verdict.BaselineSpec;
import dev.throng.api.verdict.BudgetSpec;
import dev.throng.api.verdict.CapacitySpec;
import dev.throng.api.verdict.DriftSpec;
import dev.throng.api.verdict.GradeSpec;
import dev.throng.api.verdict.ObserveSpec;
import dev.throng.api.verdict.ThresholdSpec;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be run: who the users are, what they do, how many of them come when, and what counts as passed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"users", "rate", "stages", "capacity"},
        orNone = true,
        what = "a load model")
@AnyOf(
        value = {"users", "rate", "stages", "loads", "capacity", "scenario.java", "scenario.python"},
        inFile = false,
        what = "a run's load")
@Needs(
        value = {"spawnRate", "rampDown", "iterations", "iterationsPerUser"},
        anyOf = {"users"})
@OneOf(
        value = {"iterations", "iterationsPerUser"},
        orNone = true,
        what = "an amount of work")
@Needs(
        value = {"runTime"},
        anyOf = {"users", "rate", "loads"})
@Excludes(
        field = "loads",
        others = {"capacity", "iterations", "iterationsPerUser"},
        fix = "leave one of them out; a search, or a number of iterations, needs one load for all users")
@Needs(
        value = {"poisson", "maxUsers"},
        anyOf = {"rate"})
public record LoadTestSpec(
        @JsonPropertyDescription("Base URL of the system under test, for example http://items.shop.svc:8000.")
        @Required
        @FromCommandLine("--host")
        @Pattern(Patterns.BASE_URL) @Size(max = 2048) @Nullable String target,

        @JsonPropertyDescription("Who the users are and what they do.") @Required @Nullable ScenarioSpec scenario,

        @JsonPropertyDescription("Number of virtual users at once, for example 100.") @Min(0) @Max(1000000) @Nullable Integer users,

        @JsonPropertyDescription("Users started per second until all are there, for example 10; 1 when absent.")
        @Min(value = 0, inclusive = false) @Max(1000000) @Nullable Double spawnRate,

        @JsonPropertyDescription(
                "Arrivals at a constant rate from the first second on (open model), whatever the response times, for example 100/s.")
        @Pattern(Patterns.RATE) @Size(max = 32) @Nullable String rate,

        @JsonPropertyDescription("Whether arrivals are a Poisson process instead of evenly spaced; false when absent.")
        @Nullable Boolean poisson,

        @JsonPropertyDescription(
                "Most users at once that arrivals may occupy, for example 500; an arrival that finds none free is dropped and counted; 10000 when absent.")
        @Min(1) @Max(1000000) @Nullable Integer maxUsers,

        @JsonPropertyDescription(
                "How long the run lasts, ramp and warm-up included, for example 5m; until it is aborted when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String runTime,

        @JsonPropertyDescription(
                "The run ends when all users of all workers have begun so many tasks together, and ended them, for example 1000; runTime is the longest it may take.")
        @Min(1) @Max(1000000000) @Nullable Integer iterations,

        @JsonPropertyDescription("The run ends when each user has done so many tasks, for example 10.")
        @Min(1) @Max(1000000) @Nullable Integer iterationsPerUser,

        @JsonPropertyDescription(
                "How long users take to leave after the run time, evenly, for example 30s; they leave at once when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String rampDown,

        @JsonPropertyDescription(
                "Load over time, one stage after another, for example [{duration: 2m, users: 50}, {duration: 5m, rate: 500/s}].")
        @Size(min = 1, max = 100) @Nullable List<StageSpec> stages,

        @JsonPropertyDescription(
                "Loads of some user classes each, side by side with the run's own load, which is then the other classes'; for example [{name: checkout, classes: [Buyer], rate: 5/s}].")
        @UniqueBy("name")
        @Size(min = 1, max = 16) @Nullable List<LoadSpec> loads,

        @JsonPropertyDescription("Searches the highest load that still passes the thresholds.") @Nullable CapacitySpec capacity,

        @JsonPropertyDescription(
                "How long the run's beginning is measured and shown, but not judged, for example 30s; 0s when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String warmup,

        @JsonPropertyDescription(
                "Number of worker pods, for example 4; derived from the load when absent; a run on a laptop needs none.")
        @Min(1) @Max(500) @Nullable Integer workers,

        @JsonPropertyDescription(
                "Whether the number of worker pods is found out before the run: one of them drives a growing part of the load, for up to a minute, and says how many are needed, at most maxWorkers; workers is what it falls back on; false when absent.")
        @Nullable Boolean calibrate,

        @JsonPropertyDescription(
                "Most worker pods, for example 10: while the generator is the bottleneck, more are added during the run; as many as workers when absent, 20 with calibrate.")
        @Min(1) @Max(500) @Nullable Integer maxWorkers,

        @JsonPropertyDescription(
                "What the run must keep to, judged over all workers; for example [{expect: p95 < 500ms}, {expect: failureRate < 1%}].")
        @Size(max = 50) @Nullable List<ThresholdSpec> thresholds,

        @JsonPropertyDescription(
                "From where on figures are good, acceptable or poor, for example [{metric: p95, good: 200ms, acceptable: 400ms}]; the usual targets of an API (p50 100 and 200 ms, p95 300 and 500 ms, p99 500 ms and 1 s, failureRate 0.1 and 1 %) for metrics that are absent.")
        @Size(max = 50) @Nullable List<GradeSpec> grades,

        @JsonPropertyDescription("Thresholds, grades and limits on drift that several LoadTests share.") @Nullable BudgetSpec budget,

        @JsonPropertyDescription("An earlier run to compare with; what got worse is a regression and fails the run.")
        @Nullable BaselineSpec baseline,

        @JsonPropertyDescription(
                "How fast figures may get worse in the course of a run of ten minutes or more, for example {tolerate: {p95: 5%}}, and that nothing leaks; drift is only told when absent.")
        @Nullable DriftSpec drift,

        @JsonPropertyDescription("The target's own numbers, read from Prometheus and shown beside the run's.")
        @UniqueBy("name")
        @Size(max = 20) @Nullable List<ObserveSpec> observe,

        @JsonPropertyDescription(
                "Who is sent the run's metrics while it goes on, where no Prometheus reaches it; for example [{name: collector, otlp: \"http://otel-collector.monitoring:4318\"}].")
        @UniqueBy("name")
        @JsonProperty("export")
        @Size(max = 5) @Nullable List<ExportSpec> exports,

        @JsonPropertyDescription("How the client speaks to the target.") @Nullable HttpSpec http,

        @JsonPropertyDescription(
                "Where the methods and messages of gRPC calls are defined; asked of the server when absent.")
        @Nullable GrpcSpec grpc,

        @JsonPropertyDescription("Where the final report is kept; a ConfigMap beside the LoadTest when absent.")
        @Nullable ReportSpec report,

        @JsonPropertyDescription(
                "Who is told how the run ended, by a webhook; for example [{name: team-chat, form: slack, urlFrom: {secretKeyRef: {name: team-chat, key: url}}}].")
        @UniqueBy("name")
        @JsonProperty("notify")
        @Size(max = 10) @Nullable List<NotifySpec> notices,

        @JsonPropertyDescription(
                "Seed of everything random in the run, for example 42: the same seed makes the same requests per user; 0 when absent.")
        @Nullable Long seed,

        @JsonPropertyDescription(
                "How long users may finish what is in flight at the end, for example 30s; 30s when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String gracePeriod,

        @JsonPropertyDescription(
                "What happens when a worker is lost: its users go to the others (redistribute), wait for its replacement (replace), or the run ends (fail); redistribute when absent.")
        @Nullable WorkerLossPolicy onWorkerLoss,

        @JsonPropertyDescription("Silence after which a worker is lost, for example 5s; 5s when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String workerLossTimeout,

        @JsonPropertyDescription(
                "How long the pods may take to be ready before the run is given up, for example 5m; 5m when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String startDeadline,

        @JsonPropertyDescription(
                "How long a run in a cluster waits for its target to accept connections before the load begins, for example 2m; 30s when absent, 0s not at all.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String awaitTarget,

        @JsonPropertyDescription("Overrides for the run's pods.") @Nullable PodsSpec pods,

        @JsonPropertyDescription(
                "Stops the run under way and keeps its results when true; the only change of what is run that is allowed while it runs.")
        @Nullable Boolean abort,

        @JsonPropertyDescription("Holds the run back while true, if it has not begun; false when absent.") @Nullable Boolean suspend,

        @JsonPropertyDescription(
                "Any text; a changed one asks for another run of the same spec, for example 2026-05-01.")
        @Size(max = 253) @Nullable String rerun,

        @JsonPropertyDescription(
                "How many earlier runs stay in the status with their reports, for example 5; 5 when absent.")
        @Min(0) @Max(50) @Nullable Integer historyLimit,

        @JsonPropertyDescription(
                "Seconds after the end when the run's pods and their objects are removed, for example 3600; 3600 when absent; the LoadTest itself stays.")
        @Min(0) @Max(31536000) @Nullable Integer ttlSecondsAfterFinished) {}

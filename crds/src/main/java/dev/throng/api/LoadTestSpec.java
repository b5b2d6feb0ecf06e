package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be run: who the users are, what they do, how many of them come when, and what counts as passed. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LoadTestSpec(
        @Nullable String target,
        @Nullable ScenarioSpec scenario,
        @Nullable Integer users,
        @Nullable Double spawnRate,
        @Nullable String runTime,
        @Nullable String rampDown,
        @Nullable List<StageSpec> stages,
        @Nullable CapacitySpec capacity,
        @Nullable String warmup,
        @Nullable Integer workers,
        @Nullable List<ThresholdSpec> thresholds,
        @Nullable BaselineSpec baseline,
        @Nullable List<ObserveSpec> observe,
        @Nullable HttpSpec http,
        @Nullable ReportSpec report,
        @Nullable Long seed,
        @Nullable String gracePeriod,
        @Nullable WorkerLossPolicy onWorkerLoss,
        @Nullable String workerLossTimeout,
        @Nullable String startDeadline,
        @Nullable PodsSpec pods,
        @Nullable Boolean abort,
        @Nullable Boolean suspend,
        @Nullable String rerun,
        @Nullable Integer historyLimit,
        @Nullable Integer ttlSecondsAfterFinished) {}

package dev.throng.operator.loadtest.status;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.DisplayStatus;
import dev.throng.api.status.NoticeStatus;
import dev.throng.api.status.Phase;
import dev.throng.api.status.ProgressStatus;
import dev.throng.api.status.ReportStatus;
import dev.throng.api.status.ResultStatus;
import dev.throng.api.status.RunHistoryStatus;
import dev.throng.api.status.WorkersStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A status in the making: what was, and what has changed since. Confined to one projection. */
final class Draft {
    private final long generation;
    final Conditions conditions;

    @Nullable Phase phase;

    @Nullable String runId;

    @Nullable String runHash;

    @Nullable String loadHash;

    @Nullable String acceptedAt;

    @Nullable String startedAt;

    @Nullable String finishedAt;

    @Nullable ProgressStatus progress;

    @Nullable DisplayStatus display;

    @Nullable WorkersStatus workers;

    @Nullable Double degradedSeconds;

    @Nullable ResultStatus result;

    @Nullable ReportStatus report;

    @Nullable List<NoticeStatus> notices;

    @Nullable List<RunHistoryStatus> history;

    Draft(LoadTestStatus last, long generation, Instant now) {
        this.generation = generation;
        this.conditions = new Conditions(last.conditions(), now, generation);
        this.phase = last.phase();
        this.runId = last.runId();
        this.runHash = last.runHash();
        this.loadHash = last.loadHash();
        this.acceptedAt = last.acceptedAt();
        this.startedAt = last.startedAt();
        this.finishedAt = last.finishedAt();
        this.progress = last.progress();
        this.display = last.display();
        this.workers = last.workers();
        this.degradedSeconds = last.degradedSeconds();
        this.result = last.result();
        this.report = last.report();
        this.notices = last.notices();
        this.history = last.history();
    }

    LoadTestStatus status() {
        return new LoadTestStatus(
                generation,
                phase,
                conditions.list(),
                runId,
                runHash,
                loadHash,
                acceptedAt,
                startedAt,
                finishedAt,
                progress,
                display,
                workers,
                degradedSeconds,
                result,
                report,
                notices,
                history);
    }

    /** Begins a run: what the status told of the last one goes into the history. */
    void begin(String run, String hash, String load, Optional<String> lastReason, int historyLimit) {
        if (runId != null && finishedAt != null) {
            List<RunHistoryStatus> runs = new ArrayList<>();
            runs.add(brief(lastReason.orElse(null)));
            runs.addAll(history == null ? List.of() : history);
            history = runs.stream().limit(historyLimit).toList();
        }
        runId = run;
        runHash = hash;
        loadHash = load;
        acceptedAt = null;
        startedAt = null;
        finishedAt = null;
        progress = null;
        display = null;
        workers = null;
        degradedSeconds = null;
        result = null;
        report = null;
        notices = null;
    }

    private RunHistoryStatus brief(@Nullable String reason) {
        ResultStatus last = result == null ? Results.NONE : result;
        return new RunHistoryStatus(
                runId,
                startedAt,
                finishedAt,
                reason,
                last.verdict(),
                last.grade(),
                loadHash,
                last.requests(),
                last.failureRate(),
                last.rps(),
                last.p50(),
                last.p95(),
                last.p99(),
                report);
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

package dev.throng.runner.cluster.master.service;

import dev.throng.runner.cluster.wire.ControlProto.Progress;
import dev.throng.runner.stats.total.Live;
import java.util.Optional;

/** How a run stands, as it goes over the wire. */
final class ProgressWriter {
    private ProgressWriter() {}

    /** @param awaited what the run waits for beside its workers */
    public static Progress write(String runId, Live live, Optional<String> awaited) {
        Progress.Builder out = Progress.newBuilder()
                .setRunId(runId)
                .setState(live.state().name())
                .setElapsedNanos(live.elapsedNanos())
                .setLengthNanos(live.lengthNanos())
                .setPhase(live.phase())
                .setPhaseName(live.phaseName())
                .setUsers(live.users())
                .setIntendedUsers(live.intendedUsers())
                .setIntendedRate(live.intendedRate())
                .setWorkers(live.workers())
                .setWorkersLost(live.workersLost())
                .setTotals(write(live.totals()))
                .setRecent(write(live.recent()))
                .setWarmupRequests(live.warmupRequests())
                .setLate(live.late())
                .setDropped(live.dropped())
                .setGeneratorHealthy(live.health().healthy())
                .addAllHealthReasons(live.health().reasons())
                .setWaitingFor(awaited.orElse(""));
        live.thresholds().forEach(threshold -> out.addThresholds(write(threshold)));
        live.workerViews().forEach(worker -> out.addWorkersByName(write(worker)));
        return out.build();
    }

    private static Progress.Figures write(Live.Figures figures) {
        return Progress.Figures.newBuilder()
                .setRequests(figures.requests())
                .setFailures(figures.failures())
                .setFailureRate(figures.failureRate())
                .setRps(figures.rps())
                .setMean(figures.mean())
                .setP50(figures.p50())
                .setP95(figures.p95())
                .setP99(figures.p99())
                .setMax(figures.max())
                .build();
    }

    private static Progress.Threshold write(Live.ThresholdView threshold) {
        return Progress.Threshold.newBuilder()
                .setExpression(threshold.expression())
                .setName(threshold.name().orElse(""))
                .setMeasured(threshold.measuredText())
                .setHolding(threshold.holding())
                .build();
    }

    private static Progress.Worker write(Live.WorkerView worker) {
        return Progress.Worker.newBuilder()
                .setName(worker.name())
                .setState(worker.state())
                .setUsers(worker.users())
                .setRps(worker.rps())
                .setCpu(worker.cpu())
                .setResidentBytes(worker.residentBytes())
                .setClockOffsetMillis(worker.clockOffsetMillis())
                .build();
    }
}

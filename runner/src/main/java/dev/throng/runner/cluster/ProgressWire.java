package dev.throng.runner.cluster;

import dev.throng.runner.cluster.wire.ControlProto.Progress;
import dev.throng.runner.stats.Live;

/** How a run stands, as it goes over the wire. */
final class ProgressWire {
    private ProgressWire() {}

    static Progress write(String runId, Live live) {
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
                .addAllHealthReasons(live.health().reasons());
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

    static RunProgress read(Progress in) {
        return new RunProgress(
                in.getRunId(),
                Live.State.valueOf(in.getState()),
                in.getElapsedNanos(),
                in.getLengthNanos(),
                in.getPhase(),
                in.getPhaseName(),
                in.getUsers(),
                in.getIntendedUsers(),
                in.getIntendedRate(),
                in.getWorkers(),
                in.getWorkersLost(),
                read(in.getTotals()),
                read(in.getRecent()),
                in.getWarmupRequests(),
                in.getLate(),
                in.getDropped(),
                in.getGeneratorHealthy(),
                in.getHealthReasonsList().stream().toList(),
                in.getThresholdsList().stream()
                        .map(threshold -> new RunProgress.Threshold(
                                threshold.getExpression(),
                                threshold.getName(),
                                threshold.getMeasured(),
                                threshold.getHolding()))
                        .toList(),
                in.getWorkersByNameList().stream()
                        .map(worker -> new Live.WorkerView(
                                worker.getName(),
                                worker.getState(),
                                worker.getUsers(),
                                worker.getRps(),
                                worker.getCpu(),
                                worker.getResidentBytes(),
                                worker.getClockOffsetMillis()))
                        .toList());
    }

    private static RunProgress.Figures read(Progress.Figures in) {
        return new RunProgress.Figures(
                in.getRequests(),
                in.getFailures(),
                in.getFailureRate(),
                in.getRps(),
                in.getMean(),
                in.getP50(),
                in.getP95(),
                in.getP99(),
                in.getMax());
    }
}

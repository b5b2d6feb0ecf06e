package dev.throng.runner.cluster;

import dev.throng.runner.cluster.wire.ControlProto.Progress;
import dev.throng.runner.stats.total.Live;

/** How a run stands, as it comes over the wire. */
final class ProgressReader {
    private ProgressReader() {}

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
                        .toList(),
                in.getWaitingFor());
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

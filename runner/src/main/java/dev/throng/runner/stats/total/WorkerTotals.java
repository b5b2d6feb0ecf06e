package dev.throng.runner.stats.total;

import dev.throng.runner.stats.Snapshot;

/** What one worker contributed and what it was, over the whole run. Confined to the run's thread. */
public final class WorkerTotals {
    /** Of a worker that has not reported. */
    public static final WorkerTotals NONE = new WorkerTotals();

    private long requests;
    private int maxUsers;
    private double cpuSum;
    private int cpuReports;
    private long maxResidentBytes = -1;
    private double rps;
    private Snapshot.Gauges gauges = Snapshot.Gauges.NONE;
    private long toNanos;

    void add(Snapshot snapshot) {
        long more = snapshot.rows().stream().mapToLong(Snapshot.Row::requests).sum();
        requests += more;
        maxUsers = Math.max(maxUsers, snapshot.gauges().users());
        maxResidentBytes = Math.max(maxResidentBytes, snapshot.gauges().residentBytes());
        if (snapshot.gauges().processCpu() >= 0) {
            cpuSum += snapshot.gauges().processCpu();
            cpuReports++;
        }
        if (snapshot.toNanos() > toNanos) {
            toNanos = snapshot.toNanos();
            gauges = snapshot.gauges();
            rps = more * 1e9 / Math.max(1, snapshot.toNanos() - snapshot.fromNanos());
        }
    }

    /** All phases. */
    public long requests() {
        return requests;
    }

    public int maxUsers() {
        return maxUsers;
    }

    /** Share of the machine, mean over the reports; -1 when unknown. */
    public double cpuMean() {
        return cpuReports == 0 ? -1 : cpuSum / cpuReports;
    }

    /** -1 when unknown. */
    public long maxResidentBytes() {
        return maxResidentBytes;
    }

    /** Requests per second in the newest interval. */
    public double rps() {
        return rps;
    }

    /** At the end of the newest interval. */
    public Snapshot.Gauges gauges() {
        return gauges;
    }

    /** Stage clock up to which this worker has reported. */
    public long toNanos() {
        return toNanos;
    }
}

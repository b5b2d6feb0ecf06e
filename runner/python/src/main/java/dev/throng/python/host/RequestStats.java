package dev.throng.python.host;

import dev.throng.runner.code.RunFigures;

/** Figures of one name, or of all together, for Python's eyes. Called from Python by these names. */
public record RequestStats(RunFigures.Row row) {
    public long requests() {
        return row.requests();
    }

    public long failures() {
        return row.failures();
    }

    public double mean() {
        return row.mean();
    }

    public double min() {
        return row.min();
    }

    public double max() {
        return row.max();
    }

    public long bytes() {
        return row.bytes();
    }

    /** Requests per second of the last ten. */
    public double rate() {
        return row.rate();
    }

    public double failure_rate() {
        return row.failureRate();
    }

    /** @param share from 0 to 1 */
    public double percentile(double share) {
        return row.percentile(share);
    }
}

package dev.throng.runner.stats;

import org.jspecify.annotations.Nullable;

/** Requests, failures and response times of a piece of time; the times are kept encoded while nothing is added. */
final class Moment implements Coarse.Part<Moment> {
    private long requests;
    private long failures;
    private EncodedHistogram resting = EncodedHistogram.EMPTY;
    private @Nullable LatencyHistogram awake;

    void add(Snapshot.Row row) {
        requests += row.requests();
        failures += row.failures();
        if (row.response().total() > 0) {
            wake().add(row.response());
        }
    }

    @Override
    public void add(Moment later) {
        requests += later.requests;
        failures += later.failures;
        later.addTo(wake());
    }

    private LatencyHistogram wake() {
        LatencyHistogram histogram = awake;
        if (histogram == null) {
            histogram = LatencyHistogram.of(resting);
            resting = EncodedHistogram.EMPTY;
            awake = histogram;
        }
        return histogram;
    }

    @Override
    public void rest() {
        if (awake != null) {
            resting = awake.encode();
            awake = null;
        }
    }

    private void addTo(LatencyHistogram target) {
        target.add(resting);
        if (awake != null) {
            target.add(awake);
        }
    }

    long requests() {
        return requests;
    }

    long failures() {
        return failures;
    }

    /** A copy. */
    LatencyHistogram response() {
        LatencyHistogram copy = new LatencyHistogram();
        addTo(copy);
        return copy;
    }
}

package dev.throng.runner.stats.timeline;

import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.histogram.EncodedHistogram;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.histogram.Stretch;
import org.jspecify.annotations.Nullable;

/** Requests, failures and response times of a piece of time; the times are kept encoded while nothing is added. */
final class Moment implements Coarse.Part<Moment> {
    private long requests;
    private long failures;
    private long bytesReceived;
    private EncodedHistogram resting = EncodedHistogram.EMPTY;
    private @Nullable LatencyHistogram awake;

    void add(Snapshot.Row row) {
        requests += row.requests();
        failures += row.failures();
        bytesReceived += row.bytesReceived();
        if (row.response().total() > 0) {
            wake().add(row.response());
        }
    }

    @Override
    public void add(Moment later) {
        requests += later.requests;
        failures += later.failures;
        bytesReceived += later.bytesReceived;
        later.addTimesTo(wake());
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

    private void addTimesTo(LatencyHistogram target) {
        target.add(resting);
        if (awake != null) {
            target.add(awake);
        }
    }

    void addTo(Tally tally) {
        tally.add(requests, failures, bytesReceived);
        addTimesTo(tally.response());
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
        addTimesTo(copy);
        return copy;
    }

    Stretch stretch(long fromSecond, int seconds) {
        return new Stretch(fromSecond, seconds, requests, failures, response());
    }
}

package dev.throng.runner.cluster.worker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a worker knows of the master's monotonic clock, by Cristian's algorithm: the answer's instant lies somewhere in the
 * round trip, so the quickest of the last exchanges says the most, and is right to half its round trip. Immutable.
 *
 * @param samples the latest ones, oldest first
 */
record ClockSync(List<Sample> samples) {
    static final ClockSync UNKNOWN = new ClockSync(List.of());
    private static final int KEPT = 12;

    /** @param offsetNanos the master's clock minus the worker's */
    record Sample(long offsetNanos, long roundTripNanos) {}

    ClockSync {
        samples = List.copyOf(samples);
    }

    ClockSync with(long sentNanos, long masterNanos, long receivedNanos) {
        long roundTrip = receivedNanos - sentNanos;
        List<Sample> latest = new ArrayList<>(samples.subList(Math.max(0, samples.size() + 1 - KEPT), samples.size()));
        latest.add(new Sample(masterNanos - (sentNanos + roundTrip / 2), roundTrip));
        return new ClockSync(latest);
    }

    /** The best estimate; an offset of 0 when nothing was measured. */
    Sample best() {
        return samples.stream()
                .min(Comparator.comparingLong(Sample::roundTripNanos))
                .orElse(new Sample(0, Long.MAX_VALUE));
    }
}

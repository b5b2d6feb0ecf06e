package dev.throng.runner.verdict;

import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.Recorder;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.total.Totals;

/** Totals for tests: phase 0 is the warm-up, phase 1 is judged. Whatever is added since the last second is its content. */
final class Measuring {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1000 * MS;

    final Totals totals = new Totals(phase -> phase > 0);
    private final Recorder recorder = new Recorder(() -> 0);
    private Snapshot.Gauges gauges = new Snapshot.Gauges(10, 10, 0, 0, 0.3, 0.2, 0, 0, 0, 0, 100, 1000, 0);
    private int second;

    Measuring requests(String name, int count, double millis) {
        return requests(1, name, count, millis);
    }

    Measuring warmup(String name, int count, double millis) {
        return requests(0, name, count, millis);
    }

    private Measuring requests(int phase, String name, int count, double millis) {
        int slot = recorder.slot("user", name, "GET");
        for (int i = 0; i < count; i++) {
            recorder.record(slot, phase, (long) (millis * MS), (long) (millis * MS), -1, 1, 1);
        }
        return this;
    }

    Measuring failures(String name, int count, FailureKind kind, String message) {
        int slot = recorder.slot("user", name, "GET");
        for (int i = 0; i < count; i++) {
            recorder.recordFailure(slot, 1, MS, kind.mayHaveReachedServer() ? MS : -1, -1, 0, 0, kind, message);
        }
        return this;
    }

    Measuring stalled(String name, int count) {
        int slot = recorder.slot("user", name, "GET");
        for (int i = 0; i < count; i++) {
            recorder.recordStalled(slot, 1, 0, 0, false);
        }
        return this;
    }

    Measuring aborted(String name, int count, double millis) {
        int slot = recorder.slot("user", name, "GET");
        for (int i = 0; i < count; i++) {
            recorder.recordAborted(slot, (long) (millis * MS));
        }
        return this;
    }

    Measuring exception(String message) {
        recorder.exception(message, "trace");
        return this;
    }

    Measuring loopLag(int count, double millis) {
        for (int i = 0; i < count; i++) {
            recorder.timing(Snapshot.LOOP_LAG).record((long) (millis * MS));
        }
        return this;
    }

    Measuring count(Counter counter, long amount) {
        recorder.add(counter, amount);
        return this;
    }

    Measuring gauges(double loopBusy, double cpu, double throttled, double gc, int openFiles) {
        gauges = new Snapshot.Gauges(10, 10, 0, 0, loopBusy, cpu, throttled, gc, 0, 0, openFiles, 1000, 0);
        return this;
    }

    /** Ends this many seconds; the first has what was recorded. */
    Measuring seconds(int count) {
        for (int i = 0; i < count; i++) {
            Accumulator accumulator = new Accumulator();
            accumulator.add(recorder.flip());
            totals.add("w", accumulator.snapshot(second, second * SECOND, (second + 1) * SECOND, gauges));
            second++;
        }
        return this;
    }

    Totals totals() {
        return seconds(1).totals;
    }
}

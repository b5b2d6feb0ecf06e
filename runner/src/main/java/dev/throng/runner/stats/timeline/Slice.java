package dev.throng.runner.stats.timeline;

import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.histogram.Heat;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.histogram.Percentiles;
import dev.throng.runner.stats.histogram.Stretch;

/** What all workers measured and were in a piece of the stage clock. */
final class Slice implements Coarse.Part<Slice> {
    private final Moment all = new Moment();
    private final long[] counters = new long[Snapshot.Counter.values().length];
    private long lastSecond = -1;
    private int users;
    private int intendedUsers;
    private double busiestLoop = -1;
    private final Mean cpu = new Mean();
    private final Mean throttled = new Mean();
    private final Mean gcShare = new Mean();

    void add(Snapshot.Row row) {
        all.add(row);
    }

    void add(Snapshot.Counter counter, long amount) {
        counters[counter.ordinal()] += amount;
    }

    /** Users add up over workers within a second; of several seconds the last one counts. */
    void add(long second, Snapshot.Gauges gauges) {
        addUsers(second, gauges.users(), gauges.intendedUsers());
        busiestLoop = Math.max(busiestLoop, gauges.loopBusy());
        cpu.add(gauges.processCpu());
        throttled.add(gauges.throttled());
        gcShare.add(gauges.gcShare());
    }

    private void addUsers(long second, int more, int moreIntended) {
        if (second > lastSecond) {
            lastSecond = second;
            users = 0;
            intendedUsers = 0;
        }
        if (second == lastSecond) {
            users += more;
            intendedUsers += moreIntended;
        }
    }

    /** Over all workers that have reported the last second. */
    int users() {
        return users;
    }

    @Override
    public void add(Slice later) {
        all.add(later.all);
        for (int i = 0; i < counters.length; i++) {
            counters[i] += later.counters[i];
        }
        addUsers(later.lastSecond, later.users, later.intendedUsers);
        busiestLoop = Math.max(busiestLoop, later.busiestLoop);
        cpu.add(later.cpu);
        throttled.add(later.throttled);
        gcShare.add(later.gcShare);
    }

    @Override
    public void rest() {
        all.rest();
    }

    ResourceUse resourceUse() {
        return new ResourceUse(cpu.value(), busiestLoop, throttled.value(), gcShare.value());
    }

    Stretch stretch(long fromSecond, int seconds) {
        return all.stretch(fromSecond, seconds);
    }

    /** @param second at which the slice ends */
    SlicePoint point(long second, int width) {
        LatencyHistogram response = all.response();
        return new SlicePoint(
                second,
                width,
                users,
                intendedUsers,
                all.requests(),
                all.failures(),
                Percentiles.of(response),
                Heat.of(response),
                counters[Snapshot.Counter.LATE.ordinal()],
                counters[Snapshot.Counter.DROPPED.ordinal()],
                resourceUse());
    }

    /** Of what is known: a negative value is not. */
    private static final class Mean {
        private double sum;
        private int reports;

        private void add(double value) {
            if (value >= 0) {
                sum += value;
                reports++;
            }
        }

        private void add(Mean other) {
            sum += other.sum;
            reports += other.reports;
        }

        /** -1 when nothing is known. */
        private double value() {
            return reports == 0 ? -1 : sum / reports;
        }
    }
}

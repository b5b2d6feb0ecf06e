package dev.throng.runner.stats;

/** What all workers measured and were in a piece of the stage clock. */
final class Slice implements Coarse.Part<Slice> {
    private final Moment all = new Moment();
    private final long[] counters = new long[Snapshot.Counter.values().length];
    private long lastSecond = -1;
    private int users;
    private int intendedUsers;
    private double cpuSum;
    private int cpuReports;
    private double busiestLoop = -1;
    private double throttled = -1;
    private double gcShare = -1;

    void add(Snapshot.Row row) {
        all.add(row);
    }

    void add(Snapshot.Counter counter, long amount) {
        counters[counter.ordinal()] += amount;
    }

    /** Users add up over workers within a second; of several seconds the last one counts. */
    void add(long second, Snapshot.Gauges gauges) {
        addUsers(second, gauges.users(), gauges.intendedUsers());
        if (gauges.processCpu() >= 0) {
            cpuSum += gauges.processCpu();
            cpuReports++;
        }
        busiestLoop = Math.max(busiestLoop, gauges.loopBusy());
        throttled = Math.max(throttled, gauges.throttled());
        gcShare = Math.max(gcShare, gauges.gcShare());
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

    @Override
    public void add(Slice later) {
        all.add(later.all);
        for (int i = 0; i < counters.length; i++) {
            counters[i] += later.counters[i];
        }
        addUsers(later.lastSecond, later.users, later.intendedUsers);
        cpuSum += later.cpuSum;
        cpuReports += later.cpuReports;
        busiestLoop = Math.max(busiestLoop, later.busiestLoop);
        throttled = Math.max(throttled, later.throttled);
        gcShare = Math.max(gcShare, later.gcShare);
    }

    @Override
    public void rest() {
        all.rest();
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
                response,
                counters[Snapshot.Counter.LATE.ordinal()],
                counters[Snapshot.Counter.DROPPED.ordinal()],
                cpuReports == 0 ? -1 : cpuSum / cpuReports,
                busiestLoop,
                throttled,
                gcShare);
    }
}

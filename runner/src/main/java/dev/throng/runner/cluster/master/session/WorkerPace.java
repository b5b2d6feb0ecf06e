package dev.throng.runner.cluster.master.session;

import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import java.util.Collection;

/**
 * How fast one worker was, as far as it was heard. Immutable.
 *
 * @param arrivals it has come to
 * @param performed arrivals that were not dropped
 * @param requests that these made
 * @param perUserSecond the most requests that a user of the closed model made in a second, over an interval
 * @param perSecond the most requests that it made in a second, over an interval
 * @param users at the end of the last interval
 * @param busy those of them that waited for an answer
 */
public record WorkerPace(
        long arrivals, long performed, long requests, double perUserSecond, double perSecond, int users, int busy) {
    public static final WorkerPace UNKNOWN = new WorkerPace(0, 0, 0, 0, 0, 0, 0);

    public WorkerPace and(Snapshot interval) {
        long came = interval.counters().getOrDefault(Counter.ARRIVALS, 0L);
        long made = requests(interval);
        int now = interval.gauges().users();
        int waiting = interval.gauges().busyUsers();
        double seconds = Math.max(1, (interval.toNanos() - interval.fromNanos()) / 1e9);
        double most = Math.max(perSecond, made / seconds);
        if (came > 0) {
            long dropped = interval.counters().getOrDefault(Counter.DROPPED, 0L);
            return new WorkerPace(
                    arrivals + came, performed + came - dropped, requests + made, perUserSecond, most, now, waiting);
        }
        int present = Math.max(now, users);
        double each = present == 0 ? 0 : made / seconds / present;
        return new WorkerPace(arrivals, performed, requests, Math.max(perUserSecond, each), most, now, waiting);
    }

    /** The mean of those who are known. */
    public static WorkerPace mean(Collection<WorkerPace> paces) {
        return new WorkerPace(
                paces.stream().mapToLong(WorkerPace::arrivals).sum(),
                paces.stream().mapToLong(WorkerPace::performed).sum(),
                paces.stream().mapToLong(WorkerPace::requests).sum(),
                paces.stream()
                        .mapToDouble(WorkerPace::perUserSecond)
                        .filter(each -> each > 0)
                        .average()
                        .orElse(0),
                paces.stream().mapToDouble(WorkerPace::perSecond).max().orElse(0),
                0,
                paces.stream().mapToInt(WorkerPace::busy).sum());
    }

    /** How many requests an arrival makes, those under way included. */
    public double perArrival() {
        return performed <= 0 ? 0 : (requests + busy) / (double) performed;
    }

    public static long requests(Snapshot interval) {
        return interval.rows().stream().mapToLong(Snapshot.Row::requests).sum();
    }
}

package dev.throng.runner.cluster.protocol;

import dev.throng.runner.dispatch.Lease;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which rows of one of the plan's feeds were given to whom. Immutable.
 *
 * @param granted first row that was given to nobody
 * @param reserved up to which row this value says that rows may have been given away by the time it is read: whoever takes
 *     the run over from it gives none below
 * @param limit of rows; {@link Long#MAX_VALUE} when they never end
 * @param leases what workers have that is not known to be drawn, by their numbers in the assignment
 */
public record Feed(long granted, long reserved, long limit, Map<Integer, List<Lease.Range>> leases) {
    public Feed {
        leases = Collections.unmodifiableMap(new TreeMap<>(leases));
    }

    public static Feed untouched(long limit) {
        return new Feed(0, 0, limit, Map.of());
    }

    /** So many more for a worker, of those that are reserved; fewer when there are no more. */
    public Feed given(int worker, long before, long rows) {
        long to = Math.min(reserved, granted + rows);
        if (to <= granted) {
            return this;
        }
        Map<Integer, List<Lease.Range>> next = new TreeMap<>(leases);
        List<Lease.Range> own = new ArrayList<>(next.getOrDefault(worker, List.of()));
        own.add(new Lease.Range(granted, to, before));
        next.put(worker, List.copyOf(own));
        return new Feed(to, reserved, limit, next);
    }

    /** A worker has drawn so many in all: ranges that are used up are forgotten, but for the last one, which tells the count. */
    public Feed drawn(int worker, long rows) {
        List<Lease.Range> own = leases.getOrDefault(worker, List.of());
        int used = 0;
        while (used < own.size() - 1 && own.get(used).after() <= rows) {
            used++;
        }
        if (used == 0) {
            return this;
        }
        Map<Integer, List<Lease.Range>> next = new TreeMap<>(leases);
        next.put(worker, List.copyOf(own.subList(used, own.size())));
        return new Feed(granted, reserved, limit, next);
    }

    public Feed reserving(long rows) {
        return new Feed(granted, Math.min(limit, Math.max(reserved, rows)), limit, leases);
    }

    /** As somebody goes on from it who does not know what was given away since it was written. */
    public Feed takenOver() {
        return new Feed(reserved, reserved, limit, leases);
    }

    /** What a worker has been given in all. */
    public long given(int worker) {
        List<Lease.Range> own = leases.getOrDefault(worker, List.of());
        return own.isEmpty() ? 0 : own.getLast().after();
    }

    /** What a worker is known to have drawn, even if nothing else is known of it. */
    public long drawn(int worker) {
        List<Lease.Range> own = leases.getOrDefault(worker, List.of());
        return own.isEmpty() ? 0 : own.getFirst().before();
    }

    /** Whether nobody gets any more. */
    public boolean exhausted() {
        return granted >= limit;
    }

    Lease lease(int worker) {
        return new Lease(leases.getOrDefault(worker, List.of()), exhausted());
    }
}

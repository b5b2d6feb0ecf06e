package dev.throng.runner.cluster.master.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Which part of the load one worker was told to drive, and since when. It may be told and not hear it, so what it follows is
 * known only as far as it says so. Confined to the master's loop.
 */
public final class AssignedShare {
    private static final int MOST_PARTS = 64;

    private final List<Part> parts = new ArrayList<>();

    /**
     * @param epoch of the orders
     * @param fromNanos instant of the stage clock from which it holds
     * @param share of the whole load, 0 to 1
     */
    private record Part(long epoch, long fromNanos, double share) {}

    public void given(long epoch, long fromNanos, double share) {
        if (parts.isEmpty() ? share > 0 : parts.getLast().share != share) {
            parts.add(new Part(epoch, Math.max(fromNanos, parts.isEmpty() ? 0 : parts.getLast().fromNanos), share));
        }
        if (parts.size() > MOST_PARTS) {
            Part first = parts.removeFirst();
            Part second = parts.removeFirst();
            parts.addFirst(new Part(second.epoch, first.fromNanos, Math.max(first.share, second.share)));
        }
    }

    /** Whether it never had any. */
    public boolean isNone() {
        return parts.isEmpty();
    }

    /** Since when it has a part of the load, as far as this master knows. */
    public long sinceNanos() {
        return parts.isEmpty() ? Long.MAX_VALUE / 4 : parts.getFirst().fromNanos;
    }

    /**
     * The most that was due from it between two instants of the stage clock, by the last orders that it is known to follow
     * and all that it was given later, heard or not.
     */
    public double mostDue(Amount load, long epoch, long fromNanos, long toNanos) {
        double due = 0;
        double most = 0;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            most = part.epoch <= epoch ? part.share : Math.max(most, part.share);
            long begin = Math.max(i == 0 ? 0 : part.fromNanos, fromNanos);
            long end = Math.min(untilNanos(i), toNanos);
            if (begin < end) {
                due += most * load.between(begin, end);
            }
        }
        return due;
    }

    private long untilNanos(int part) {
        return part + 1 < parts.size() ? parts.get(part + 1).fromNanos : Long.MAX_VALUE;
    }

    /** What was due from it until this instant of the stage clock, if it followed everything at once. */
    public double due(Amount load, long toNanos) {
        return mostDue(load, Long.MAX_VALUE, sinceNanos(), toNanos);
    }

    /** How much of something there is over all workers between two instants of the stage clock. */
    public interface Amount {
        double between(long fromNanos, long toNanos);
    }
}

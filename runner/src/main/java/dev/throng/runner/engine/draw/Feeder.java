package dev.throng.runner.engine.draw;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.dispatch.Lease;
import dev.throng.runner.plan.Feed;
import java.util.ArrayDeque;

/** One feed's rows as far as this worker may draw them. Safe for all threads. */
public final class Feeder {
    /** There will be more. */
    public static final long NONE_YET = -1;

    public static final long NONE_LEFT = -2;

    private final Feed feed;
    private final long seed;
    private final Runnable onNeed;
    private final ArrayDeque<Lease.Range> ranges = new ArrayDeque<>();
    private long next;
    private long given;
    private long drawn;
    private long reserve;
    private boolean last;
    private boolean asked;

    /** @param onNeed is run when few rows are left, or none */
    public Feeder(Feed feed, long seed, Runnable onNeed) {
        this.feed = feed;
        this.seed = seed;
        this.onNeed = onNeed;
    }

    /** What it may draw is known anew; what it was given before stays its own. */
    public synchronized void lease(Lease lease) {
        for (Lease.Range range : lease.ranges()) {
            if (range.before() >= given && range.size() > 0) {
                if (ranges.isEmpty()) {
                    next = range.from();
                }
                ranges.add(range);
                given = range.after();
                reserve = range.size() / 2;
            }
        }
        last = lease.last();
        asked = false;
    }

    /** Number of the next row, or why there is none. */
    public long next() {
        long number;
        boolean ask;
        synchronized (this) {
            number = take();
            ask = !asked && !last && given - drawn <= reserve;
            asked |= ask;
        }
        if (ask) {
            onNeed.run();
        }
        return number;
    }

    private long take() {
        Lease.Range range = ranges.peek();
        if (range == null) {
            return last ? NONE_LEFT : NONE_YET;
        }
        long number = next++;
        drawn++;
        if (next == range.to()) {
            ranges.remove();
            Lease.Range following = ranges.peek();
            next = following == null ? 0 : following.from();
        }
        return number;
    }

    /** The row with a number that counts on through all passes. */
    public ObjectNode row(long number) {
        long rows = feed.rows().count();
        long position = number % rows;
        return feed.rows()
                .row(
                        feed.pick() == Feed.Pick.SHUFFLED
                                ? new Shuffle(rows, seed + number / rows).at(position)
                                : position);
    }

    public Feed feed() {
        return feed;
    }

    /** How many it has drawn in all. */
    public synchronized long drawn() {
        return drawn;
    }
}

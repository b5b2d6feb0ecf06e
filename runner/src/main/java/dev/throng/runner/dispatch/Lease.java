package dev.throng.runner.dispatch;

import java.util.List;

/**
 * The rows of one feed that a worker may draw: numbers that count on through all passes over the file. No other worker of
 * the run ever has them.
 *
 * @param ranges in the order in which they are drawn
 * @param last whether there are no more than these, for anybody
 */
public record Lease(List<Range> ranges, boolean last) {
    public static final Lease NONE = new Lease(List.of(), false);

    public Lease {
        ranges = List.copyOf(ranges);
    }

    /**
     * @param to not included
     * @param before how many the worker had been given in all before these: what it has drawn is told by such a count
     */
    public record Range(long from, long to, long before) {
        public long size() {
            return to - from;
        }

        /** What the worker has been given in all, these included. */
        public long after() {
            return before + size();
        }
    }

    /** All there is. */
    static Lease whole(long limit) {
        return new Lease(List.of(new Range(0, limit, 0)), true);
    }
}

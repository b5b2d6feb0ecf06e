package dev.throng.runner.cluster.protocol;

/** What a master says. The same values in memory and, translated, on the wire. */
public sealed interface ToWorker {

    /** @param masterNanos when the ping arrived, on the master's monotonic clock */
    record Pong(long workerNanos, long masterNanos) implements ToWorker {}

    /**
     * Takes part.
     *
     * @param plan what both compile the plan from
     * @param next first interval that this master has not counted
     */
    record Welcome(String runId, String plan, String planHash, long next, Orders orders) implements ToWorker {
        public Welcome with(Orders latest) {
            return new Welcome(runId, plan, planHash, next, latest);
        }
    }

    /** Does not take part; the connection ends. */
    record Refused(Refusal refusal, String reason) implements ToWorker {}

    /** The latest orders. */
    record NewOrders(Orders orders) implements ToWorker {}

    /**
     * Everything before {@code next} is counted.
     *
     * @param kept a copy of it ends here or later: boundaries from here on may still be asked for by another master
     */
    record Ack(long next, long kept) implements ToWorker {}

    /** Send again, from this interval on. */
    record Resend(long from) implements ToWorker {}

    /**
     * Part of a copy to keep of another worker. A copy whose first span begins at 0 replaces what was kept.
     *
     * @param whole whether this is the last part; to be confirmed with {@link ToMaster.Held}
     */
    record Hold(WorkerId of, Span span, boolean whole) implements ToWorker {}

    /**
     * Hand back what you have of this one: all of a copy or, of your own, all before {@code upTo}, which was counted.
     */
    record Fetch(WorkerId of, long upTo) implements ToWorker {}

    /** The copy is needed no more. */
    record Release(WorkerId of) implements ToWorker {}

    /** Nothing of it can be lost any more: it may exit. */
    record Dismissed() implements ToWorker {}
}

package dev.throng.runner.cluster.protocol;

import java.util.List;
import java.util.Optional;

/** What a worker says. The same values in memory and, translated, on the wire. */
public sealed interface ToMaster {

    /** Asks for the master's clock; the first messages of a connection. */
    record Ping(long workerNanos) implements ToMaster {}

    /**
     * Asks to take part, or says who is back.
     *
     * @param kind whether it executes load or only holds copies
     * @param weight of its share, positive: about how much load it can make relative to the others
     * @param planHash of the plan it has; empty when it has none yet
     * @param orders of the run it is in, stage time 0 on the master's clock; empty when it is in none
     * @param next number of the interval it will cut next: what it can hand over are all before it
     * @param finished whether there will be no more intervals
     * @param holdings what it keeps of others
     */
    record Hello(
            int protocol,
            WorkerId id,
            Kind kind,
            int weight,
            Optional<String> runId,
            Optional<String> planHash,
            Optional<Orders> orders,
            long next,
            boolean finished,
            List<Holding> holdings)
            implements ToMaster {}

    enum Kind {
        WORKER,
        HOLDER
    }

    /** Intervals of {@code of} from the first one to before {@code next}, kept for the case that the master is lost. */
    record Holding(WorkerId of, long next) {}

    /** It has compiled the plan and can start. */
    record Ready() implements ToMaster {}

    /** @param last whether there will be no more intervals after these */
    record Report(Span span, boolean last) implements ToMaster {}

    /**
     * Sign of life, once a second.
     *
     * @param offsetNanos the master's clock minus the worker's, as the worker measured it
     * @param roundTripNanos of the measurement that says so: the offset is right to half of it
     * @param epoch of the orders it follows
     * @param drawn how many rows of each of the plan's feeds it has drawn
     */
    record Heartbeat(long offsetNanos, long roundTripNanos, long epoch, List<Long> drawn) implements ToMaster {}

    /** The copy is whole: a second holder has everything of {@code of} before {@code next}. */
    record Held(WorkerId of, long next) implements ToMaster {}

    /**
     * Part of a copy that the master has asked for; of its own history, when {@code of} is the worker itself.
     *
     * @param whole whether this is the last part
     */
    record HandBack(WorkerId of, Span span, boolean whole) implements ToMaster {}

    /** It was told to go (SIGTERM): it ends gracefully, hands over, and its users are to move on now. */
    record Leaving(String reason) implements ToMaster {}

    /** It can't do what it was asked for; for people. */
    record Trouble(String message) implements ToMaster {}
}

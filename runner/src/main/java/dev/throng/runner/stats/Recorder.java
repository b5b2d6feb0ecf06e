package dev.throng.runner.stats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one event loop measures. Confined to the loop's thread; {@link #flip} hands the filled {@link Interval} to
 * whoever encodes it and goes on with an empty one, so that every sample is in exactly one interval and the loop never
 * waits. Recording a successful request allocates nothing once its usual response times have been seen.
 *
 * <p>Slots are small numbers for request names, for ever valid on this recorder. Times are nanoseconds; a negative time
 * means that the request did not come so far.
 */
public final class Recorder {
    private static final int OTHER_SLOT = 0;

    private final LongSupplier epochMillis;
    private final KeyLimit limit = new KeyLimit();
    private final Map<RequestKey, Integer> slots = new HashMap<>();
    private final List<RequestKey> keys = new ArrayList<>();
    private final List<Messages> messages = new ArrayList<>();
    private final Messages exceptionMessages = new Messages();
    private final Map<String, Timing> timings = new HashMap<>();
    private final AtomicReference<@Nullable Interval> spare = new AtomicReference<>();
    private Interval current = new Interval(spare);

    /** @param epochMillis the wall clock, asked at failures only */
    public Recorder(LongSupplier epochMillis) {
        this.epochMillis = epochMillis;
        register(RequestKey.OTHER);
    }

    /** The slot of a request name; of {@link RequestKey#OTHER} when it is new and there are {@link RequestKey#MOST} already. */
    public int slot(String user, String name, String method) {
        return slot(new RequestKey(user, name, method));
    }

    /** The same for a key. */
    public int slot(RequestKey key) {
        Integer known = slots.get(key);
        if (known != null) {
            return known;
        }
        return limit.admit(key).equals(key) ? register(key) : OTHER_SLOT;
    }

    private int register(RequestKey key) {
        int slot = keys.size();
        keys.add(key);
        messages.add(new Messages());
        slots.put(key, slot);
        return slot;
    }

    /**
     * A request that met its expectation.
     *
     * @param phase of the intended start
     * @param responseNanos from the intended start to the last byte
     * @param serviceNanos from the actual send to the last byte
     * @param firstByteNanos from the actual send to the first byte
     * @param status of the answer; 0 when it has none
     */
    public void record(
            int slot,
            int phase,
            int status,
            long responseNanos,
            long serviceNanos,
            long firstByteNanos,
            long bytesReceived,
            long bytesSent) {
        Tally tally = counted(slot, phase, bytesReceived, bytesSent);
        tally.answered(status, false);
        tally.time(responseNanos, serviceNanos, firstByteNanos);
    }

    /** The same without a status. */
    public void record(
            int slot,
            int phase,
            long responseNanos,
            long serviceNanos,
            long firstByteNanos,
            long bytesReceived,
            long bytesSent) {
        record(slot, phase, 0, responseNanos, serviceNanos, firstByteNanos, bytesReceived, bytesSent);
    }

    /** The same without a status. */
    public void recordFailure(
            int slot,
            int phase,
            long responseNanos,
            long serviceNanos,
            long firstByteNanos,
            long bytesReceived,
            long bytesSent,
            FailureKind kind,
            String message) {
        recordFailure(
                slot, phase, 0, responseNanos, serviceNanos, firstByteNanos, bytesReceived, bytesSent, kind, message);
    }

    /**
     * A request that failed. It counts as a request and its time until the failure as a response time, because leaving
     * out the slow ones would make a failing server look fast.
     *
     * @param status of the answer; 0 when there was none, or not all of it
     * @param serviceNanos negative when nothing of it has reached the server, whose log can hold no line of it then
     * @param message for people; texts that differ in numbers only are folded when there are many
     */
    public void recordFailure(
            int slot,
            int phase,
            int status,
            long responseNanos,
            long serviceNanos,
            long firstByteNanos,
            long bytesReceived,
            long bytesSent,
            FailureKind kind,
            String message) {
        Tally tally = counted(slot, phase, bytesReceived, bytesSent);
        tally.answered(status, true);
        tally.time(responseNanos, serviceNanos, firstByteNanos);
        tally.fail(kind, messages.get(slot).fold(message), epochMillis.getAsLong());
        if (serviceNanos < 0) {
            add(Snapshot.Counter.NEVER_SENT, 1);
        }
    }

    /**
     * A request that reached the server and ran across a stall of the generator, whatever came of it: only counted.
     *
     * @param failed whether it would be a failure had there been no stall
     */
    public void recordStalled(int slot, int phase, long bytesReceived, long bytesSent, boolean failed) {
        counted(slot, phase, bytesReceived, bytesSent);
        add(Snapshot.Counter.STALLED, 1);
        if (failed) {
            add(Snapshot.Counter.STALLED_FAILED, 1);
        }
    }

    /**
     * A request that may have reached the server and was cut off at the end of the run.
     *
     * @param ageNanos since its intended start
     */
    public void recordAborted(int slot, long ageNanos) {
        add(Snapshot.Counter.ABORTED, 1);
        timing(Snapshot.ABORTED + keys.get(slot).name()).record(ageNanos);
    }

    private Tally counted(int slot, int phase, long bytesReceived, long bytesSent) {
        Tally tally = current.tally(slot, phase, keys);
        tally.count(bytesReceived, bytesSent);
        if (slot == OTHER_SLOT) {
            add(Snapshot.Counter.NAMES_FOLDED, 1);
        }
        return tally;
    }

    public void add(Snapshot.Counter counter, long amount) {
        current.counters[counter.ordinal()] += amount;
    }

    /** An uncaught problem of scenario code. */
    public void exception(String message, String trace) {
        current.exceptions.add(exceptionMessages.fold(message), trace, 1);
    }

    /** A failed exchange to show; how many are worth keeping is the caller's business. */
    public void exchange(Snapshot.Exchange exchange) {
        current.exchanges.add(exchange);
    }

    /** Whether a request with a trace id is worth {@link #traced}: one of the slowest of its name, or failed. */
    public boolean wantsTrace(RequestKey key, long responseNanos, boolean failed) {
        return current.traces.wants(key, responseNanos / 1e6, failed);
    }

    /** A request of which there is a trace. */
    public void traced(RequestKey key, int phase, String traceId, String spanId, long responseNanos, String why) {
        current.traces.add(
                new TracedRequest(key, phase, traceId, spanId, epochMillis.getAsLong(), responseNanos / 1e6, why));
    }

    /** The scenario's code asks for the end of the run. @param reason in its own words */
    public void stop(String reason) {
        current.stops.add(reason);
    }

    /** A histogram of something that is not per request name ({@link Snapshot#timings}); the handle stays valid. */
    public Timing timing(String name) {
        return timings.computeIfAbsent(name, unused -> new Timing(timings.size(), name));
    }

    /** Records durations under one name, on the recorder's thread. */
    public final class Timing {
        private final int index;
        private final String name;

        private Timing(int index, String name) {
            this.index = index;
            this.name = name;
        }

        public void record(long nanos) {
            current.timing(index, name).recordNanos(nanos);
        }
    }

    /** Ends the current interval. The taker owns what is returned until it calls {@link Interval#recycle}. */
    public Interval flip() {
        Interval filled = current;
        Interval empty = spare.getAndSet(null);
        current = empty != null ? empty : new Interval(spare);
        return filled;
    }
}

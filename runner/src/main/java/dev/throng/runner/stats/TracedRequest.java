package dev.throng.runner.stats;

/**
 * A request whose trace can be looked at where the target's traces are.
 *
 * @param phase of its intended start
 * @param traceId 32 hexadecimal digits
 * @param spanId of the request itself, 16 of them
 * @param atMillis wall clock of its end, epoch
 * @param millis response time
 * @param why it failed; empty when it did not
 */
public record TracedRequest(
        RequestKey key, int phase, String traceId, String spanId, long atMillis, double millis, String why) {
    public boolean failed() {
        return !why.isEmpty();
    }
}

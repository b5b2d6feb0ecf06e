package dev.throng.runner.stats.timeline;

/**
 * What a piece of time cost the generator. Shares from 0 to 1, -1 when unknown.
 *
 * @param cpu mean over workers and time, of the machine
 * @param busiestLoop highest share of time that any loop was busy in any second
 * @param throttled mean share of periods in which a worker was throttled
 * @param gcShare mean share of time spent in garbage collection
 */
public record ResourceUse(double cpu, double busiestLoop, double throttled, double gcShare) {
    public static final ResourceUse UNKNOWN = new ResourceUse(-1, -1, -1, -1);
}

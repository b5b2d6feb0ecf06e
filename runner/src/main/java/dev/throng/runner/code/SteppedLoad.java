package dev.throng.runner.code;

import org.jspecify.annotations.Nullable;

/**
 * A load that code says second by second. It is asked for the whole run before the run begins, so that all workers follow
 * the same curve: a pure function of the time.
 */
public interface SteppedLoad {
    /**
     * The load from this second on.
     *
     * @param second since the start, from 0
     * @return null when the run is over
     * @throws Exception the scenario is refused, with this as the reason
     */
    @Nullable Tick at(int second) throws Exception;

    /** Whether it holds also when whoever starts the run says another number of users. */
    default boolean outranksOptions() {
        return false;
    }

    /**
     * @param users to be there, over the whole run
     * @param spawnRate users per second, up or down, on the way there; above 0
     */
    record Tick(int users, double spawnRate) {}
}

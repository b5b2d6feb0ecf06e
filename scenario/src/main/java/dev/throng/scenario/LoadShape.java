package dev.throng.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The load, in code: how many users are to be there when. One class in the source that extends it is enough; a load in the
 * LoadTest or on the command line goes before it.
 *
 * <pre>{@code
 * class Steps extends LoadShape {
 *     public Tick tick(Duration elapsed) {
 *         return elapsed.toMinutes() >= 10 ? null : new Tick(10 * (1 + (int) elapsed.toMinutes()), 5);
 *     }
 * }
 * }</pre>
 *
 * <p>It is asked for every second of the run before the run begins, so that all workers follow the same curve: a pure
 * function of the time, which knows nothing of how the target does.
 */
public abstract class LoadShape {
    /**
     * The load from this instant on.
     *
     * @param elapsed whole seconds since the start
     * @return null when the run is over
     */
    public abstract @Nullable Tick tick(Duration elapsed);

    /**
     * @param users to be there, over the whole run
     * @param spawnRate users per second on the way there, up or down; above 0
     */
    public record Tick(int users, double spawnRate) {}
}

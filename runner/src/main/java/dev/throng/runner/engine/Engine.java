package dev.throng.runner.engine;

import dev.throng.runner.dispatch.Share;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.stats.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Executes one worker's share of a plan on event loops. Autonomous once started: it follows the shape by its own clock
 * with nobody in reach. Safe for all threads; methods return at once.
 */
public interface Engine extends AutoCloseable {
    /**
     * Starts the stage clock.
     *
     * @param t0Nanos the {@link System#nanoTime} of stage time 0; in the future (all workers start together) or in the past (a late worker joins in phase; it does not make up for what was due before now)
     */
    void start(long t0Nanos, Shape shape, Share share);

    /** Follows another shape or share from now on; users that are no longer this worker's leave gracefully. */
    void change(Shape shape, Share share);

    /**
     * Gives every user that begins from now on values for its first variables.
     *
     * @param values what {@link #gave} gave
     */
    void give(String values);

    /** What its users have given to others; empty when nothing. */
    default String gave() {
        return "";
    }

    /** @param told is run, by any thread, when the last users have left since they have done all that there was to do */
    default void onSpent(Runnable told) {}

    /** @param told is run, by any thread, when rows of data are running low */
    default void onNeed(Runnable told) {}

    /** How many rows of each of the plan's feeds it has drawn. */
    default List<Long> drawn() {
        return List.of();
    }

    /**
     * Ends the current interval on every loop and gives what was measured in it. Intervals have no gap and no overlap:
     * every sample is in exactly one snapshot.
     */
    CompletableFuture<Snapshot> cut();

    /**
     * Starts nothing new, lets exchanges in flight end within {@code grace}, runs {@code onStop} steps, counts what had
     * to be cut off as aborted, and gives the last snapshot.
     */
    CompletableFuture<Snapshot> stop(Duration grace);

    @Override
    void close();
}

package dev.throng.runner.cluster.protocol;

import java.util.concurrent.Executor;

/**
 * The one thread on which everything of a master, or of a worker, happens in order, and its clock. Tests have one with
 * a clock of their own.
 */
public interface Loop extends Executor {
    /** Monotonic; the zero means nothing. */
    long nanos();

    /** Runs a task at this instant, at once when it has passed. */
    Timer at(long nanos, Runnable task);

    default Timer after(long nanos, Runnable task) {
        return at(nanos() + nanos, task);
    }

    /** A task that is to come. */
    @FunctionalInterface
    interface Timer {
        Timer NONE = () -> {};

        void cancel();
    }
}

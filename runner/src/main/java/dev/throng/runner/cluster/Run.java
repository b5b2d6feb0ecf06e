package dev.throng.runner.cluster;

import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.stats.total.Totals;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A run in progress, the same for the local role and for a master with workers: what the console, the page, Prometheus
 * and the control interface hold. Safe for all threads.
 */
public interface Run {
    /** By which its result and its metrics are known; the same for a master that takes a run up again. */
    String id();

    Plan plan();

    /** The state at the last tick. */
    Live live();

    /** Called once a second on the run's own thread, and once more at the end; a listener must be quick and must not throw. */
    void onTick(Consumer<Live> listener);

    /** Starts an interactive run, or changes the load of a running one from now on. */
    void load(int users, double spawnRate);

    /** Forgets what was measured until now (interactive runs). */
    void resetStatistics();

    /** Ends gracefully: requests in flight get the plan's grace period, {@code onStop} runs, results are kept. */
    void stop(StopReason reason);

    /**
     * The result as if the run had ended at the last tick: for a report of a run in progress. After the end it is the
     * result itself.
     */
    CompletableFuture<Result> resultSoFar();

    /**
     * Answers a question about the totals on the run's own thread, where they are at rest; after the end too.
     *
     * @param question must be quick, must not throw, and must not keep anything of the totals that changes
     */
    <T> CompletableFuture<T> ask(Function<Totals, T> question);

    /** Completes when everything is measured and merged. */
    CompletableFuture<Result> result();

    enum StopReason {
        /** The run reached its own end. */
        END,
        /** A threshold with {@code abortOnFail} was missed. */
        THRESHOLD,
        /** The user asked: Ctrl-C, the page's stop button, {@code spec.abort}. */
        USER,
        /** SIGTERM. */
        TERMINATED,
        /** It cannot go on: worker lost beyond policy, target unreachable. */
        BROKEN
    }
}

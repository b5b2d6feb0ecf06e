package dev.throng.runner.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a worker process when the one that started it is gone, whatever ended that: it holds the other end of the standard
 * input, and the kernel closes it even after a kill -9.
 */
public final class ParentWatch {
    /** The environment variable with which {@link LocalWorkers} tells its processes that they are on one. */
    public static final String VARIABLE = "THRONG_LEASH";

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final int GONE = 3;

    private ParentWatch() {}

    /** Watches from now on; in the end the worker stops its load, and a little later this process is halted. */
    public static void tie(WorkerProcess worker) {
        watch(System.in, () -> end(worker));
    }

    private static void end(WorkerProcess worker) {
        worker.leave("the process that started it is gone");
        try {
            worker.done().get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception late) {
            // there is nobody to hand over to: that was all
        }
        Runtime.getRuntime().halt(GONE);
    }

    /** @param snapped what to do at the input's end, on a thread of its own; called once */
    static void watch(InputStream input, Runnable snapped) {
        Thread.ofPlatform().name("throng-parent-watch").daemon().start(() -> {
            drain(input);
            snapped.run();
        });
    }

    private static void drain(InputStream input) {
        try {
            while (input.read() >= 0) {
                // nothing is ever said on it
            }
        } catch (IOException broken) {
            // as good as its end
        }
    }
}

package dev.throng.runner.code;

import dev.throng.runner.script.Durations;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends a scenario's code that is called outside of the load, on the caller's own thread, and does not come back in time: where
 * it computes by the scenario's own means, where it waits by an interrupt. Code that stays none the less is given up.
 *
 * @param limit how long a call may take
 * @param reminder how long it may take before somebody is told, and how often that is said again
 * @param grace from the limit until it is given up
 * @param tell what people are told of a call that takes long; on another thread
 * @param giveUp what is done when the code cannot be ended: it does not return
 */
public record TimeLimit(
        Duration limit, Duration reminder, Duration grace, Consumer<String> tell, Consumer<String> giveUp) {
    /** For what may take long with good reason: tests prepare data before they begin. */
    public static final TimeLimit HOOK = ofProcess(Duration.ofMinutes(10));

    /** For what is only asked. */
    public static final TimeLimit QUESTION = ofProcess(Duration.ofMinutes(1));

    private static final int BROKEN = 3;

    private static TimeLimit ofProcess(Duration limit) {
        return new TimeLimit(
                limit,
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                said -> System.err.println("throng: " + said),
                said -> {
                    System.err.println("throng: " + said);
                    Runtime.getRuntime().halt(BROKEN);
                });
    }

    /** A call took longer than it may. */
    public static final class Exceeded extends Exception {
        private static final long serialVersionUID = 1;

        private Exceeded(String message) {
            super(message, null, false, false);
        }

        @Override
        public String toString() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Calls a part of the scenario's code.
     *
     * @param what of it, for people: {@code @BeforeRun}
     * @throws Exceeded it took too long
     * @throws Exception what the code has thrown itself
     */
    public <T> T call(Scenario scenario, String what, Callable<T> part) throws Exception {
        Watch watch = new Watch(scenario, what, Thread.currentThread());
        Thread watcher = Thread.ofPlatform().daemon().name("time-limit").start(watch);
        try {
            T result = part.call();
            watch.done();
            return result;
        } catch (Exceeded tooLate) {
            throw tooLate;
        } catch (Throwable thrown) {
            watch.done();
            throw thrown;
        } finally {
            watcher.interrupt();
        }
    }

    /** Looks at one call from beside. */
    private final class Watch implements Runnable {
        private final Scenario scenario;
        private final String what;
        private final Thread thread;
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile String ended = "";

        Watch(Scenario scenario, String what, Thread thread) {
            this.scenario = scenario;
            this.what = what;
            this.thread = thread;
        }

        @Override
        public void run() {
            try {
                long left = limit.toMillis();
                for (long step; left > 0; left -= step) {
                    step = Math.min(left, reminder.toMillis());
                    if (done.await(step, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                    if (left > step) {
                        tell.accept("still in " + what + " after "
                                + Durations.said((limit.toMillis() - left + step) * 1_000_000) + line());
                    }
                }
                if (end() && !done.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                    giveUp.accept(ended + "; it cannot be ended there");
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }

        private String line() {
            return Scenario.line(thread.getStackTrace());
        }

        /** Whether there was something to end. */
        private synchronized boolean end() {
            if (done.getCount() == 0) {
                return false;
            }
            ended = what + " took longer than " + Durations.said(limit) + line();
            scenario.end(thread, ended);
            thread.interrupt();
            return true;
        }

        /** The code has come back: what was to end it must not meet anybody else. */
        private synchronized void done() throws Exceeded {
            done.countDown();
            if (!ended.isEmpty()) {
                scenario.spare();
                Thread.interrupted();
                throw new Exceeded(ended);
            }
        }
    }
}

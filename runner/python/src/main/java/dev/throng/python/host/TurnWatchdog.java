package dev.throng.python.host;

import java.time.Duration;
import java.util.Optional;

/**
 * Looks whether users let each other go on. Code that computes without end holds up the event loop, and with it everybody;
 * the engine ends it where it is after {@link #LONGEST}, which is long, so it is said before.
 */
public final class TurnWatchdog implements AutoCloseable {
    /** {@code THRONG_PYTHON_LONGEST_TURN}, in seconds. */
    public static final Duration LONGEST =
            Duration.ofSeconds(Optional.ofNullable(System.getenv("THRONG_PYTHON_LONGEST_TURN"))
                    .map(Long::parseLong)
                    .orElse(30L));

    private static final long LOOK_MILLIS = 500;
    private static final long WARN_NANOS = 5_000_000_000L;

    /** What has been told to end has done so by then, if it can. */
    private static final long ENDING_NANOS = 3_000_000_000L;

    private final RunStatus status;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("python-watch").unstarted(this::look);
    private volatile long turnSince;
    private volatile String whose = "";

    public TurnWatchdog(RunStatus status) {
        this.status = status;
    }

    public void start() {
        thread.start();
    }

    /** A user's code goes on, or waits when {@code type} is empty. */
    void turn(String type) {
        turnSince = System.nanoTime();
        whose = type;
    }

    /** Whose code goes on; empty when everybody waits. */
    public String whose() {
        return whose;
    }

    /** When the present turn began: no other one began then. */
    public long since() {
        return turnSince;
    }

    /** Whether some code goes on and cannot be ended. */
    public boolean isStuck() {
        return took() > LONGEST.toNanos() + ENDING_NANOS;
    }

    private long took() {
        return whose.isEmpty() ? 0 : System.nanoTime() - turnSince;
    }

    private void look() {
        boolean warned = false;
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                long took = took();
                if (took > WARN_NANOS && !warned) {
                    status.warn("a user of " + whose + " has computed for " + took / 1_000_000_000L
                            + " s without waiting for anything; no other user can do anything meanwhile");
                }
                warned = took > WARN_NANOS;
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

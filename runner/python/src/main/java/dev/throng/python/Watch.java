package dev.throng.python;

import java.util.Optional;

/**
 * Looks whether users let each other go on. Code that computes without end holds up the event loop, and with it the run's
 * own end; so it is said, and after a while the run is ended as if somebody had pressed Ctrl-C twice: with what was measured.
 */
final class Watch implements AutoCloseable {
    private static final long LOOK_MILLIS = 500;
    private static final long WARN_NANOS = 5_000_000_000L;
    private static final long END_NANOS = Optional.ofNullable(System.getenv("THRONG_PYTHON_LONGEST_TURN"))
                    .map(Long::parseLong)
                    .orElse(30L)
            * 1_000_000_000L;

    private final Progress progress;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("python-watch").unstarted(this::look);
    private volatile long turnSince;
    private volatile String whose = "";
    private volatile boolean stuck;

    Watch(Progress progress) {
        this.progress = progress;
    }

    void start() {
        thread.start();
    }

    /** A user's code goes on, or waits when {@code type} is empty. */
    void turn(String type) {
        turnSince = System.nanoTime();
        whose = type;
    }

    /** Whether some code never came to an end. */
    boolean isStuck() {
        return stuck;
    }

    private void look() {
        boolean warned = false;
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                String type = whose;
                long took = type.isEmpty() ? 0 : System.nanoTime() - turnSince;
                if (took > WARN_NANOS && !warned) {
                    progress.warn("a user of " + type + " has computed for " + took / 1_000_000_000L
                            + " s without waiting for anything; no other user can do anything meanwhile");
                }
                warned = took > WARN_NANOS;
                if (took > END_NANOS) {
                    stuck = true;
                    progress.warn(
                            "the code of " + type + " does not end; the run ends now, with what was measured before");
                    interrupt();
                    Thread.sleep(4 * LOOK_MILLIS);
                    interrupt();
                    return;
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** What Ctrl-C does. By reflection, since the compiler warns of the class whatever one says. */
    private static void interrupt() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            signal.getMethod("raise", signal)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no signals", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

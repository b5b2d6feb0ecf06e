package dev.throng.scenario.spi;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where a scenario's code passes at the beginning of every method and on every way back of a loop. Scenarios do not call it:
 * it is put into them as they are loaded. For all threads.
 */
public final class Checkpoint {
    /** What a scenario may print per process; beyond it is dropped. */
    private static final long MOST_OUTPUT_BYTES = 256 << 10;

    private static final AtomicLong PRINTED = new AtomicLong();
    private static final PrintStream OUTPUT = new PrintStream(new Bounded(), true, StandardCharsets.UTF_8);

    /** Whose code is to be ended, and why; at most one per event loop. */
    private static final Map<Thread, String> HELD = new ConcurrentHashMap<>();

    /** Why the code of all users is to be ended; empty when it is not. */
    private static volatile String all = "";

    private static volatile boolean closed;

    private Checkpoint() {}

    /** Thrown into code that has to be ended where it is. */
    public static final class Ended extends Error {
        private static final long serialVersionUID = 1;

        private Ended(String message) {
            super(message);
        }
    }

    /** Costs a look at a flag, unless somebody is to be ended. */
    public static void pass() {
        if (closed) {
            stop();
        }
    }

    private static void stop() {
        String why = HELD.remove(Thread.currentThread());
        if (why != null) {
            closed = !HELD.isEmpty() || !all.isEmpty();
            throw new Ended(why);
        }
        if (!all.isEmpty() && Thread.currentThread().isVirtual()) {
            throw new Ended(all);
        }
    }

    /** Ends the code of a thread at its next checkpoint. */
    public static void hold(Thread thread, String why) {
        HELD.put(thread, why);
        closed = true;
    }

    /** Ends the code of all users, whose threads are virtual ones, at every checkpoint from now on. */
    public static void holdAll(String why) {
        all = why;
        closed = true;
    }

    /** Ends nobody any more. */
    public static void spare() {
        HELD.clear();
        all = "";
        closed = false;
    }

    /** In place of the JVM's own. */
    public static void exit(int code) {
        throw new Ended("System.exit(" + code + "): a scenario cannot end the JVM; stopRun(reason) ends the run");
    }

    /** In place of the JVM's own. */
    public static void exit(Runtime unused, int code) {
        exit(code);
    }

    /** In place of standard output and error: the standard error, up to a size. */
    public static PrintStream output() {
        return OUTPUT;
    }

    /** In place of {@link Throwable#printStackTrace()}. */
    public static void print(Throwable problem) {
        problem.printStackTrace(OUTPUT);
    }

    private static final class Bounded extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            long before = PRINTED.getAndAdd(length);
            if (before + length <= MOST_OUTPUT_BYTES) {
                System.err.write(bytes, from, length);
                System.err.flush();
            } else if (before <= MOST_OUTPUT_BYTES) {
                System.err.println("throng: the scenario has printed " + (MOST_OUTPUT_BYTES >> 10)
                        + " KiB; what it prints from now on is dropped");
            }
        }
    }
}

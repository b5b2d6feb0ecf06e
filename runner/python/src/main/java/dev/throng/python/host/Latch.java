package dev.throng.python.host;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Where one thread of Python waits until another lets it go on. Used once. Called from Python by these names. */
public final class Latch {
    private static final long LOOK_NANOS = 200_000_000;

    private final BooleanSupplier leaves;
    private volatile boolean open;
    private volatile Thread waiting = Thread.currentThread();

    Latch(BooleanSupplier leaves) {
        this.leaves = leaves;
    }

    public void open() {
        open = true;
        LockSupport.unpark(waiting);
    }

    /** @return 1 when it was opened, 0 when the time was over, -1 when who waits is to end */
    public int await_(double seconds) {
        waiting = Thread.currentThread();
        long end = seconds < 0 ? Long.MAX_VALUE : System.nanoTime() + (long) (seconds * 1e9);
        while (!open) {
            long left = end - System.nanoTime();
            if (leaves.getAsBoolean()) {
                return -1;
            }
            if (left <= 0) {
                return 0;
            }
            LockSupport.parkNanos(this, Math.min(left, LOOK_NANOS));
            var unused = Thread.interrupted(); // whoever is to end is told otherwise
        }
        return 1;
    }
}

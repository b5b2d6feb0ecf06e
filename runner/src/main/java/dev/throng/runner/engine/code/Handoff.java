package dev.throng.runner.engine.code;

import dev.throng.runner.engine.loop.Loop;
import java.util.concurrent.locks.LockSupport;

/**
 * Who goes on, the thread of a user's code or its loop: the thread hands a command over and parks until it is let go on, so that the
 * two never touch the same thing at the same time.
 */
final class Handoff {
    private final Loop loop;
    private final Thread thread;
    private volatile boolean released;
    private volatile boolean dropped;

    /** The user's own thread is in the middle of a command, on the loop: it has not parked yet, and need not. */
    private boolean commanding;

    /** When the code was let go on. */
    private long resumedNanos;

    /** When the loop has had a turn last: what is commanded and needs no wait gives it none. */
    private long turnNanos;

    Handoff(Loop loop, Runnable life) {
        this.loop = loop;
        thread = loop.threads().newThread(life);
    }

    void start() {
        thread.start();
    }

    // On the user's thread

    /** The code goes on from here. */
    void resumed() {
        resumedNanos = System.nanoTime();
        loop.letGo(thread, resumedNanos);
    }

    /** How long the code has gone on by itself since this was asked last. */
    long ownNanos() {
        long now = System.nanoTime();
        long own = now - resumedNanos;
        resumedNanos = now;
        return own;
    }

    /** When it was let go on, or asked for its own time, last. */
    long askedAtNanos() {
        return resumedNanos;
    }

    /** Has something carried out on the loop, and waits until the loop says so, or nothing is waited for any more. */
    void command(Runnable what) {
        released = false;
        if (loop.hosts()) {
            loop.goesOn(thread);
            commanding = true;
            try {
                what.run();
            } finally {
                commanding = false;
            }
        } else {
            loop.execute(what);
        }
        boolean parked = false;
        while (!released && !dropped) {
            LockSupport.park(this);
            parked = true;
            var unused = Thread.interrupted(); // a flag that stays would keep the loop from ever going on
        }
        resumed();
        if (parked) {
            turnNanos = resumedNanos;
        }
    }

    /** How long ago the loop has had a turn, as of the last command. */
    long goneOnNanos() {
        return resumedNanos - turnNanos;
    }

    /** Lets the loop have one. */
    void giveWay() {
        Thread.yield();
        turnNanos = System.nanoTime();
    }

    /** Has something done on the loop that waits for nothing. For all threads. */
    void onLoop(Runnable what) {
        if (loop.hosts() && Thread.currentThread().equals(thread)) {
            loop.goesOn(thread);
            what.run();
        } else {
            loop.execute(what);
        }
    }

    // On the loop

    /** Lets the code go on. */
    void release() {
        released = true;
        if (!commanding) {
            LockSupport.unpark(thread);
        }
    }

    /** Lets the code go on for good. */
    void drop() {
        dropped = true;
        LockSupport.unpark(thread);
    }
}

package dev.throng.runner.engine.loop;

import dev.throng.runner.code.Scenario;
import dev.throng.runner.script.Durations;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches that a scenario's code leaves the loops their turn and the process its memory. Code that holds a loop too long is
 * ended where it is; after a few of those, when it can't be ended, and when the memory is used up, the run ends with what was
 * measured. A thread of
 * its own, that only looks most of the time.
 */
public final class CodeWatchdog implements AutoCloseable {
    /** In a library's code, or where it blocks in a way that holds its loop, it does not see that it is to end. */
    private static final long STUCK_NANOS = 7_000_000_000L;

    private static final long LOOK_NANOS = 250_000_000L;
    private static final int MOST_RUNAWAYS = 3;
    private static final double MOST_MEMORY = 0.92;

    /** Code that runs out of memory in one task gives it back: only what is kept is to end the run. */
    private static final int MOST_TIGHT_LOOKS = 20;

    private final Scenario scenario;
    private final long limitNanos;
    private final List<Loop> loops;
    private final long[] turns;
    private final boolean[] held;
    private final boolean[] stuck;
    private final Thread thread;
    private int runaways;
    private boolean full;
    private int tightLooks;
    private volatile boolean closing;

    private CodeWatchdog(Scenario scenario, List<Loop> loops) {
        this.scenario = scenario;
        limitNanos = scenario.longestTurn().toNanos();
        this.loops = loops;
        turns = new long[loops.size()];
        held = new boolean[loops.size()];
        stuck = new boolean[loops.size()];
        thread = Thread.ofPlatform().daemon().name("code-watch").unstarted(this::watch);
    }

    public static CodeWatchdog start(Scenario scenario, List<Loop> loops) {
        CodeWatchdog watch = new CodeWatchdog(scenario, loops);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        while (!closing) {
            LockSupport.parkNanos(LOOK_NANOS);
            for (int i = 0; i < turns.length; i++) {
                look(i, loops.get(i));
            }
            lookAtMemory();
        }
    }

    /**
     * Twice the same turn, so that a process which was stopped as a whole blames nobody. One turn of the loop may see the code of
     * several users, each of whom gets the whole time.
     */
    private void look(int i, Loop loop) {
        long turn = Math.max(loop.clock().turnSince(), loop.runningSince());
        Thread culprit = loop.running();
        boolean same = turn == turns[i];
        turns[i] = turn;
        if (!same && held[i]) {
            Arrays.fill(held, false); // whoever else still holds a loop is seen again
            scenario.spare();
        } else if (same && !held[i] && culprit != null && System.nanoTime() - turn > limitNanos) {
            held[i] = true;
            scenario.end(
                    culprit,
                    "ended after more than " + Durations.said(limitNanos)
                            + " of computing without a break, in which no other user got its turn");
            if (++runaways == MOST_RUNAWAYS) {
                loop.execute(() -> loop.outOfHand("it has held an event loop for more than "
                        + Durations.said(limitNanos) + " " + MOST_RUNAWAYS + " times" + scenario.source()));
            }
        } else if (same
                && held[i]
                && !stuck[i]
                && culprit != null
                && System.nanoTime() - turn > limitNanos + STUCK_NANOS) {
            stuck[i] = true;
            loop.abandon("it held an event loop for more than " + Durations.said(limitNanos + STUCK_NANOS)
                    + " where it can't be ended" + scenario.place(culprit));
        }
    }

    private void lookAtMemory() {
        if (full) {
            return;
        }
        int before = tightLooks;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage kept = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            boolean tight = kept != null && kept.getMax() > 0 && kept.getUsed() > MOST_MEMORY * kept.getMax();
            if (kept != null && tight && ++tightLooks >= MOST_TIGHT_LOOKS) {
                full = true;
                Loop any = loops.getFirst();
                any.execute(() -> any.keepsTooMuch(kept.getUsed(), kept.getMax(), scenario.source()));
                return;
            }
        }
        if (tightLooks == before) {
            tightLooks = 0;
        }
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
    }
}

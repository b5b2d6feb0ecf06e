package dev.throng.runner.engine.loop;

import dev.throng.runner.plan.Iterations;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many iterations this worker may begin. Whoever is to do one takes it before it waits for it, so that nobody waits for
 * nothing, and gives it back if it leaves without. Safe for all threads.
 */
public final class IterationBudget {
    private final boolean limited;
    private final long perUser;
    private final AtomicLong taken = new AtomicLong();
    private volatile long quota;
    private long first = -1;
    private volatile Runnable onReturn = () -> {};
    private volatile Runnable onSpent = () -> {};

    IterationBudget(Optional<Iterations> iterations) {
        limited = iterations.isPresent();
        perUser = iterations
                .flatMap(load -> load.perUser().stream().boxed().findFirst())
                .orElse(Long.MAX_VALUE);
    }

    /** From now on so many may have been begun in all. */
    public synchronized void allow(long iterations) {
        first = first < 0 ? iterations : first;
        quota = iterations;
    }

    /**
     * Takes one.
     *
     * @param begun how many this user has begun
     */
    public boolean take(long begun) {
        if (!limited) {
            return true;
        }
        if (begun >= perUser && !hasMore()) {
            return false;
        }
        long before = taken.get();
        while (before < quota) {
            if (taken.compareAndSet(before, before + 1)) {
                return true;
            }
            before = taken.get();
        }
        return false;
    }

    /** One that was taken is not done after all. */
    public void giveBack() {
        if (limited) {
            taken.decrementAndGet();
            onReturn.run();
        }
    }

    /** Whether users that found nothing to do would find something now. */
    public boolean reopens() {
        return limited && taken.get() < quota && (perUser == Long.MAX_VALUE || hasMore());
    }

    /** Whether it got iterations of others: whoever is there does them. */
    private synchronized boolean hasMore() {
        return quota > first;
    }

    /** The last user of a loop has left for want of iterations. */
    public void spent() {
        onSpent.run();
    }

    public void onReturn(Runnable told) {
        onReturn = told;
    }

    public void onSpent(Runnable told) {
        onSpent = told;
    }
}

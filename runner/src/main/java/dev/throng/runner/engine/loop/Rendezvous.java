package dev.throng.runner.engine.loop;

import java.util.ArrayList;
import java.util.List;

/** Where the users of a worker wait for each other, to go on at once. Safe for all threads. */
public final class Rendezvous {
    /** Somebody who waits. */
    public interface Guest {
        /** The others are all there. For all threads. */
        void met(Rendezvous place, long atNanos);
    }

    private final List<Guest> waiting = new ArrayList<>();

    /**
     * Joins those who wait.
     *
     * @param number how many go on together
     * @return true when this one makes up the number: it goes on, and the others are told to
     */
    public synchronized boolean join(Guest user, int number, long nowNanos) {
        if (waiting.size() + 1 < number) {
            waiting.add(user);
            return false;
        }
        waiting.forEach(other -> other.met(this, nowNanos));
        waiting.clear();
        return true;
    }

    /** Does not wait any more. */
    public synchronized void leave(Guest user) {
        waiting.remove(user);
    }
}

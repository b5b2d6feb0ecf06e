package dev.throng.runner.engine.loop;

/** The users of one loop, as the loop sees them. Confined to the loop. */
public interface Population {
    /** How many are there. */
    int users();

    /** Lets everybody leave gracefully. @param allGone is run when they have */
    void stop(Runnable allGone);
}

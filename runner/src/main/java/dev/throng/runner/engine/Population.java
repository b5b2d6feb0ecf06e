package dev.throng.runner.engine;

/** The users of one loop, as the loop sees them. Confined to the loop. */
interface Population {
    /** How many are there. */
    int users();

    /** Lets everybody leave gracefully. @param allGone is run when they have */
    void stop(Runnable allGone);
}

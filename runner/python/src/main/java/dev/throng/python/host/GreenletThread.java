package dev.throng.python.host;

/** A greenlet's thread. Called from Python by these names. */
public final class GreenletThread {
    private volatile boolean killed;
    private volatile Thread thread = Thread.currentThread();

    void runsOn(Thread mine) {
        thread = mine;
    }

    boolean isKilled() {
        return killed;
    }

    /** It ends where it waits next. */
    public void kill() {
        killed = true;
        thread.interrupt();
    }
}

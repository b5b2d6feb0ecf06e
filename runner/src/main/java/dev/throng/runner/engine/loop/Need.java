package dev.throng.runner.engine.loop;

/** Tells whoever is responsible that rows of data are running low. Safe for all threads. */
public final class Need implements Runnable {
    private volatile Runnable told = () -> {};

    public void tell(Runnable whom) {
        told = whom;
    }

    @Override
    public void run() {
        told.run();
    }
}

package dev.throng.runner.engine;

/** Tells whoever is responsible that rows of data are running low. Safe for all threads. */
final class Need implements Runnable {
    private volatile Runnable told = () -> {};

    void tell(Runnable whom) {
        told = whom;
    }

    @Override
    public void run() {
        told.run();
    }
}

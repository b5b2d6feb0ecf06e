package dev.throng.runner.witness;

/** Watches users. Called on the engine's threads, in each user's order; must not block. */
public interface Witness {
    /**
     * A user begins with a part of its life.
     *
     * @param userClass name
     * @param part {@code onStart}, {@code onStop} or the name of a task
     */
    void begins(String userClass, String part);

    /** A step was left out: its {@code when} was not true, or a pool was empty. */
    void skipped(String userClass);

    void saw(Seen exchange);
}

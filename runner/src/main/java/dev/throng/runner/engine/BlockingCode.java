package dev.throng.runner.engine;

/**
 * What the users of one class do, in code that blocks. One object for all users of the class on a worker; what belongs to
 * a user goes into its session. Called on the users' virtual threads, many at a time but on each loop one by one.
 */
public interface BlockingCode {
    void onStart(BlockingSession user) throws Exception;

    /** @param task index among the class's tasks */
    void task(BlockingSession user, int task) throws Exception;

    void onStop(BlockingSession user) throws Exception;
}

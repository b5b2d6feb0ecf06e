package dev.throng.runner.code;

/**
 * What one user does, in code that may block. Called on the user's own virtual thread only, one method after the other:
 * {@link #onStart}, tasks, {@link #onStop}.
 *
 * <p>Any method may throw anything: it is noted as an exception of the scenario, and the user goes on with its next task.
 * {@link UserExit} is let pass: the user is to leave, or wants to.
 */
public interface Behaviour {
    void onStart() throws Exception;

    /**
     * One task. One that never returns is welcome: it begins its further rounds by {@link Session#nextIteration}.
     *
     * @param task index among the kind's tasks
     * @return whether the wait before the next task is due; false begins that one at once
     */
    boolean task(int task) throws Exception;

    /** Also when the run ends; not when it is cut off after the grace period. */
    void onStop() throws Exception;

    /**
     * When the next task is to start, on the clock of {@link Session#nanos}. Not asked where arrivals say when tasks
     * start.
     *
     * @param startNanos intended start of the task before
     * @param endNanos end of the task before
     * @return before {@code endNanos} means at once
     */
    long nextStart(long startNanos, long endNanos) throws Exception;
}

package dev.throng.runner.cluster;

/** What a scenario in code does before a run, called by the run's master. Any thread. */
public interface CodePreparation {
    /**
     * Has it done; may block.
     *
     * @return what is given to all users of all workers
     * @throws Exception the run does not begin, with this message as the reason
     */
    String beforeRun() throws Exception;

    /** Another master has had it done and is lost: this one goes on. May block. */
    void tookOver();

    /** The run has ended meanwhile. @param thread that is in {@link #beforeRun} */
    void stop(Thread thread);
}

package dev.throng.runner.code;

import java.util.List;
import java.util.Optional;

/** Sources that are ready to be run in this process. Safe for all threads. */
public interface Scenario extends AutoCloseable {
    /** Name of the class loaders whose frames are a scenario's own, in stack traces. */
    String LOADER = "scenario";

    /** At least one; their order is the order of the statistics. */
    List<UserKind> users();

    /** The load, when the code says it; empty when file or command line do. */
    default Optional<Ticking> load() {
        return Optional.empty();
    }

    /**
     * Before the run, once, in the process that starts it. May block.
     *
     * @return text that all users of all workers are given ({@link Session#shared}); empty for none
     * @throws Exception the run does not begin, with this as the reason
     */
    default String beforeRun() throws Exception {
        return "";
    }

    /** After the run, once, in the process that started it, whatever came of the run. May block. */
    default void afterRun() throws Exception {}

    /** Before the first user, once in each process that drives load. May block. */
    default void beforeWorker(String shared) throws Exception {}

    /** After the last user, once in each process that drives load. May block. */
    default void afterWorker() throws Exception {}

    /**
     * Ends the code of a user's thread where it is, by an error with this message, if the language can. Any thread.
     */
    default void end(Thread user, String message) {}

    /** Ends nobody any more. Any thread. */
    default void spare() {}

    @Override
    default void close() {}
}

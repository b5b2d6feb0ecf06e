package dev.throng.runner.code;

/** Makes users of one kind. Safe for all threads. */
@FunctionalInterface
public interface Code {
    /**
     * A new user; called on the thread that will call all of its behaviour.
     *
     * @throws Exception noted as an exception of the scenario; the user leaves
     */
    Behaviour user(Session session) throws Exception;
}

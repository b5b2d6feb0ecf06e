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

    /**
     * Whether the users take turns at what carries out their code. The time until a user's turn comes says nothing about the target
     * then: it is in no response time, and what the user does next is intended for when it has its turn. Arrivals stay due when
     * they are.
     */
    default boolean takesTurns() {
        return false;
    }

    /** The same code, whose users take turns. */
    static Code inTurns(Code code) {
        return new Code() {
            @Override
            public Behaviour user(Session session) throws Exception {
                return code.user(session);
            }

            @Override
            public boolean takesTurns() {
                return true;
            }
        };
    }
}

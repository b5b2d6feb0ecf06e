package dev.throng.runner.grpc.proto;

/** Definitions can't be had; the message says where and why, for the one who wrote the test. */
public final class DefinitionException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    public DefinitionException(String message) {
        this(message, false);
    }

    private DefinitionException(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** What asking again later may cure. */
    static DefinitionException passing(String message) {
        return new DefinitionException(message, true);
    }

    boolean mayPass() {
        return passing;
    }
}

package dev.throng.runner.grpc.proto;

/** Definitions can't be had; the message says where and why, for the one who wrote the test. */
public final class DefinitionException extends Exception {
    private static final long serialVersionUID = 1;

    public DefinitionException(String message) {
        super(message);
    }
}

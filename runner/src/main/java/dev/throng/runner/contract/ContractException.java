package dev.throng.runner.contract;

/** A file is no schema or description that can be understood; the message says what is wrong and where, for people. */
public final class ContractException extends Exception {
    private static final long serialVersionUID = 1;

    ContractException(String message) {
        super(message);
    }
}

package dev.throng.runner.script;

/** A value is none that can stand where a template puts it; the message says which and why, for the failure table. */
public final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unwritable(String message) {
        super(message, null, false, false);
    }
}

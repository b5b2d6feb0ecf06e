package dev.throng.runner.cli.process;

/** The command cannot go on, for a reason that the user can mend; its message is all that is shown. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    /** @param message for the user: what is wrong, where, and what mends it */
    public Refusal(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}

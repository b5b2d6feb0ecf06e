package dev.throng.runner.code;

/**
 * The user leaves: thrown into its code wherever it is, on the way to {@link Behaviour#onStop}; also what code throws whose
 * user has done its work ({@link #forGood}). Code lets it pass.
 */
public final class UserExit extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean forGood;

    private UserExit(boolean forGood) {
        super(forGood ? "the user has done its work" : "the user is to leave", null, false, false);
        this.forGood = forGood;
    }

    /** The load wants it. */
    public static UserExit asked() {
        return new UserExit(false);
    }

    /** The user's own code wants it: nobody takes its place. */
    public static UserExit forGood() {
        return new UserExit(true);
    }

    public boolean isForGood() {
        return forGood;
    }
}

package dev.throng.runner.script.compile;

/** Leaves the parser from wherever it is; caught where the expression began and turned into a problem. */
final class SyntaxError extends Exception {
    private final int position;

    SyntaxError(int position, String message) {
        super(message, null, false, false);
        this.position = position;
    }

    /** In the whole text, from 0. */
    int position() {
        return position;
    }

    String words() {
        return String.valueOf(getMessage());
    }
}

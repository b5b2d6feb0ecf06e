package dev.throng.operator.loadtest.act;

/** Something of an earlier LoadTest is in the way. Waiting cures it: the garbage collector is removing it. */
final class LeftOverException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeftOverException(String message) {
        super(message);
    }
}

package dev.throng.python;

/** An exception in a locustfile, with its own lines in place of a stack of this JVM. */
final class PythonProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String places;

    PythonProblem(String message, String places) {
        super(message, null, false, false);
        this.places = places;
    }

    @Override
    public String toString() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    @Override
    public void printStackTrace(java.io.PrintWriter out) {
        out.print(places);
    }
}

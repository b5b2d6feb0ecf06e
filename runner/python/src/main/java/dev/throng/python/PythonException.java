package dev.throng.python;

import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;

/** An exception in a locustfile, with its own lines in place of a stack of this JVM. */
final class PythonProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String places;

    PythonProblem(String message, String places) {
        super(message, null, false, false);
        this.places = places;
    }

    /** Of what came out of Python. */
    static PythonProblem of(PolyglotException came) {
        StringBuilder places = new StringBuilder();
        for (PolyglotException.StackFrame frame : came.getPolyglotStackTrace()) {
            SourceSection at = frame.isGuestFrame() ? frame.getSourceLocation() : null;
            if (at != null) {
                places.append("  File \"%s\", line %d, in %s\n"
                        .formatted(at.getSource().getName(), at.getStartLine(), frame.getRootName()));
            }
        }
        return new PythonProblem(String.valueOf(came.getMessage()), places.toString());
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

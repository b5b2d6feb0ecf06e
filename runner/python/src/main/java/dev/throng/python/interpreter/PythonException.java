package dev.throng.python.interpreter;

import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;

/** An exception in a locustfile, with its own lines in place of a stack of this JVM. */
public final class PythonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String places;

    public PythonException(String message, String places) {
        super(message, null, false, false);
        this.places = places;
    }

    /** Of what came out of Python. */
    public static PythonException of(PolyglotException came) {
        StringBuilder places = new StringBuilder();
        for (PolyglotException.StackFrame frame : came.getPolyglotStackTrace()) {
            SourceSection at = frame.isGuestFrame() ? frame.getSourceLocation() : null;
            if (at != null) {
                places.append("  File \"%s\", line %d, in %s\n"
                        .formatted(at.getSource().getName(), at.getStartLine(), frame.getRootName()));
            }
        }
        return new PythonException(String.valueOf(came.getMessage()), places.toString());
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

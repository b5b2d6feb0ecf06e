package dev.throng.operator.loadtest.desired;

/** A partial pod template that does not make a pod template. The spec's author can cure it. */
public final class MalformedTemplateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** {@code master} or {@code workers}. */
    private final String field;

    MalformedTemplateException(String field, IllegalArgumentException cause) {
        super(message(cause), cause);
        this.field = field;
    }

    public String field() {
        return field;
    }

    private static String message(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}

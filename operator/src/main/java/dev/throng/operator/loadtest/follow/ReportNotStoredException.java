package dev.throng.operator.loadtest.follow;

import java.io.IOException;

/** The master says that it cannot keep its report where the LoadTest wants it, and why. Somebody has to mend the place. */
public final class ReportNotStoredException extends IOException {
    private static final long serialVersionUID = 1;

    public ReportNotStoredException(String message, Throwable cause) {
        super(message, cause);
    }
}

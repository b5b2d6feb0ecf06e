package dev.throng.runner.data;

import java.io.Serial;

/** A file that cannot be taken as rows; the message says where and why. The user's file has to change. */
public final class DataException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    DataException(String message) {
        super(message);
    }

    DataException(String message, Throwable cause) {
        super(message, cause);
    }
}

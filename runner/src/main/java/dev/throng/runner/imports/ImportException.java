package dev.throng.runner.imports;

import java.io.Serial;

/** A file that is not what its reader expects; the message is for people. Another file, or another reader, cures it. */
public final class ImportException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public ImportException(String message) {
        super(message);
    }
}

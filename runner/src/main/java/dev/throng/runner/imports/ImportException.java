package dev.throng.runner.imports;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Serial;

/** A file that is not what its reader expects; the message is for people. Another file, or another reader, cures it. */
public final class ImportException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final String place;

    public ImportException(String message) {
        this(message, "");
    }

    private ImportException(String message, String place) {
        super(message);
        this.place = place;
    }

    /**
     * What is wrong at a place.
     *
     * @param line from 1, 0 when it is not known; column likewise
     */
    public static ImportException at(int line, int column, String message) {
        return new ImportException(message, line <= 0 ? "" : column <= 0 ? ":" + line : ":" + line + ":" + column);
    }

    /** What should be JSON and is not. */
    public static ImportException noJson(JsonProcessingException why) {
        JsonLocation at = why.getLocation();
        return at(
                at == null ? 0 : at.getLineNr(),
                at == null ? 0 : at.getColumnNr(),
                "is no JSON: " + why.getOriginalMessage().replaceAll("\\[Source: [^;]*; (line: [^\\]]*)]", "$1"));
    }

    /** What stands behind the file's name, as {@code :3:17}; empty when it is about the file as a whole. */
    public String place() {
        return place;
    }
}

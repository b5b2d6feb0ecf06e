package dev.throng.api.file;

import dev.throng.api.Problem;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads LoadTest files. Of a file with several YAML documents it reads those of kind LoadTest and LoadTestSchedule and
 * leaves out the others. Stateless; for all threads.
 */
public final class LoadTestReader {
    private LoadTestReader() {}

    /** Reads a file; one that cannot be read is refused, like one that holds nothing of use. */
    public static Reading read(Path file) {
        return notYet(file.toString());
    }

    /**
     * Reads a stream to its end, but no further than a resource may be long; does not close it.
     *
     * @param name what problems call it, such as {@code standard input}
     */
    public static Reading read(String name, InputStream in) {
        return notYet(name);
    }

    /** Reads bytes; {@code name} is what problems call them. */
    public static Reading read(String name, byte[] bytes) {
        return notYet(name);
    }

    private static Reading notYet(String name) {
        return new Reading.Refused(new Problems(
                new Source(name, ""),
                List.of(new PlacedProblem(Location.START, new Problem("", "reading is not done yet")))));
    }
}

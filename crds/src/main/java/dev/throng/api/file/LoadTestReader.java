package dev.throng.api.file;

import dev.throng.api.Problem;
import dev.throng.api.file.yaml.FileText;
import dev.throng.api.file.yaml.Location;
import dev.throng.api.file.yaml.PlacedProblem;
import dev.throng.api.file.yaml.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Reads LoadTest files strictly. Of a file with several YAML documents it reads those of kind LoadTest and
 * LoadTestSchedule and leaves out the others. Stateless; for all threads.
 */
public final class LoadTestReader {
    private LoadTestReader() {}

    /** Reads a file; one that cannot be read is refused, like one that holds nothing of use. */
    public static Reading read(Path file) {
        if (Files.isDirectory(file)) {
            return refused(file.toString(), "it is a folder, not a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        } catch (NoSuchFileException e) {
            return refused(file.toString(), "there is no such file");
        } catch (IOException e) {
            return refused(file.toString(), unreadable(e));
        }
    }

    /**
     * Reads a stream to its end, but no further than a resource may be long; does not close it.
     *
     * @param name what problems call it, such as {@code standard input}
     */
    public static Reading read(String name, InputStream in) {
        try {
            return read(name, in.readNBytes(FileText.MOST_BYTES + 1));
        } catch (IOException e) {
            String why = e.getMessage();
            return refused(
                    name, "it cannot be read: " + (why == null ? e.getClass().getSimpleName() : why));
        }
    }

    /** Reads bytes; {@code name} is what problems call them. */
    public static Reading read(String name, byte[] bytes) {
        FileText decoded = FileText.of(bytes);
        Source source = new Source(name, decoded.text());
        return decoded.problem()
                .map(problem -> refused(source, decoded.at(), problem))
                .orElseGet(() -> new FileReading(source).read());
    }

    private static String unreadable(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "there is no permission to read it";
            default -> "it cannot be read: " + Objects.requireNonNullElse(e.getMessage(), "no reason given");
        };
    }

    private static Reading refused(String name, String problem) {
        return refused(new Source(name, ""), Location.START, problem);
    }

    private static Reading refused(Source source, Location at, String problem) {
        return new Reading.Refused(new Problems(source, List.of(new PlacedProblem(at, new Problem("", problem)))));
    }
}

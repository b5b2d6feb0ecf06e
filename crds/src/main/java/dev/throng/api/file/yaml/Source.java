package dev.throng.api.file.yaml;

import java.util.List;
import java.util.Optional;

/**
 * A file's name and text, kept for showing the line a problem is in.
 *
 * @param name as the user gave it
 * @param text decoded; empty when it could not be
 */
public record Source(String name, String text) {
    /** The text of a line, without its line break; empty when there is no such line. */
    public Optional<String> line(int number) {
        List<String> lines = text.lines().skip(number - 1L).limit(1).toList();
        return lines.stream().findFirst();
    }
}

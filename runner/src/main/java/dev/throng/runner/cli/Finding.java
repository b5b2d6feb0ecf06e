package dev.throng.runner.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What validation found at a place.
 *
 * @param error false for what is only to be said
 * @param line from 1
 * @param column from 1
 */
record Finding(boolean error, String file, int line, int column, String message) {
    private static final Pattern PLACE = Pattern.compile("(\\d+):(\\d+): (.*)");

    /**
     * The findings of a text in the one form that all of them have, {@code file:line:column: message}; lines that are not of
     * that form show the source. A text without any is one finding about the whole file.
     */
    static List<Finding> of(boolean error, String file, String text) {
        List<Finding> found = text.lines()
                .filter(line -> line.startsWith(file + ":"))
                .map(line -> PLACE.matcher(line.substring(file.length() + 1)))
                .filter(Matcher::matches)
                .map(place -> new Finding(
                        error,
                        file,
                        Integer.parseInt(place.group(1)),
                        Integer.parseInt(place.group(2)),
                        place.group(3)))
                .toList();
        return found.isEmpty() ? List.of(new Finding(error, file, 1, 1, text.strip())) : found;
    }
}

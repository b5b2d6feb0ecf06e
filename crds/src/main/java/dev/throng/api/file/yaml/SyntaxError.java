package dev.throng.api.file.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.ComposerException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The YAML parser's complaints in the words of someone who wants to mend the file. */
final class SyntaxError {
    /**
     * A complaint that is known.
     *
     * @param sign part of the parser's context and problem
     * @param words what is said instead; {@code %s} stands for where the unfinished thing began
     */
    private record Known(String sign, String words) {}

    /** The first whose sign is there counts. */
    private static final List<Known> KNOWN = List.of(
            new Known("(TAB)", "a tab cannot indent YAML: use spaces"),
            new Known("\\t", "a tab cannot indent YAML: use spaces"),
            new Known(
                    "mapping values are not allowed",
                    "a ':' cannot stand here: put the text in quotes, or mend the indentation"),
            new Known("could not find expected ':'", "expected ': ' after a key: add it, or mend the indentation"),
            new Known("unexpected end of stream", "the text in quotes%s never ends: close the quotes"),
            new Known("unexpected document separator", "the text in quotes%s never ends: close the quotes"),
            new Known("expected ',' or ']'", "the list […]%s is not closed: add ']', or a ',' before this"),
            new Known("expected ',' or '}'", "the mapping {…}%s is not closed: add '}', or a ',' before this"),
            new Known(
                    "expected <block end>",
                    "this line belongs to no block: its indentation fits no line above it (the block%s)"),
            new Known(
                    "sequence entries are not allowed",
                    "a '- ' cannot stand here: it begins an item on a line of its own"),
            new Known("cannot start any token", "a text cannot begin with this character: put it in quotes"),
            new Known("scanning an alias", "a text that begins with '*' needs quotes"),
            new Known("scanning an anchor", "a text that begins with '&' needs quotes"),
            new Known(
                    "escape",
                    "this is no escape in a text in double quotes: write \\\\ for a backslash, or use single quotes"));

    private SyntaxError() {}

    static Location location(MarkedYamlEngineException error) {
        return error.getProblemMark()
                .or(error::getContextMark)
                .map(Composer::location)
                .orElse(Location.START);
    }

    /** @param line the source line that the complaint is about */
    static String message(MarkedYamlEngineException error, String line) {
        String problem = text(error.getProblem());
        if (error instanceof ComposerException) {
            return problem; // our own composer's words
        }
        if (expressionInBraces(error, line)) {
            return "a text with ${…} inside {…} or […] needs quotes: \"${…}\"";
        }
        String complaint = text(error.getContext()) + ": " + problem;
        return KNOWN.stream()
                .filter(known -> complaint.contains(known.sign()))
                .findFirst()
                .map(known -> known.words().replace("%s", begun(error)))
                .orElse("this is no YAML: " + problem.replaceAll("\\s+", " "));
    }

    private static String begun(MarkedYamlEngineException error) {
        return error.getContextMark()
                .map(mark -> " begun on line " + (mark.getLine() + 1))
                .orElse("");
    }

    /** In brackets a plain text ends at the brace of an expression: that is where the parser stumbles. */
    private static boolean expressionInBraces(MarkedYamlEngineException error, String line) {
        long column = error.getProblemMark().map(Mark::getColumn).orElse(0);
        String upToThere = line.codePoints()
                .limit(column + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return upToThere.contains("${") && text(error.getProblem()).contains("expected ");
    }

    private static String text(String orNull) {
        return Optional.ofNullable(orNull).orElse("");
    }
}

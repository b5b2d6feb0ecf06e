package dev.throng.api.file;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.ComposerException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The YAML parser's complaints in the words of someone who wants to mend the file. */
final class SyntaxError {
    private SyntaxError() {}

    static Location location(MarkedYamlEngineException error) {
        return error.getProblemMark()
                .or(error::getContextMark)
                .map(Composer::location)
                .orElse(Location.START);
    }

    /** @param line the source line that the complaint is about */
    static String message(MarkedYamlEngineException error, String line) {
        String problem = problem(error);
        String begun = error.getContextMark()
                .map(Mark::getLine)
                .map(number -> " begun on line " + (number + 1))
                .orElse("");
        if (problem.contains("TAB") || problem.contains("\\t")) {
            return "a tab cannot indent YAML: use spaces";
        }
        if (expressionInBraces(error, line)) {
            return "a text with ${…} inside {…} or […] needs quotes: \"${…}\"";
        }
        if (error instanceof ComposerException) {
            return problem; // our own composer's words
        }
        return known(problem, context(error), begun).orElse("this is no YAML: " + problem);
    }

    private static Optional<String> known(String problem, String context, String begun) {
        String words = null;
        if (problem.contains("mapping values are not allowed")) {
            words = "a ':' cannot stand here: put the text in quotes, or mend the indentation";
        } else if (problem.contains("could not find expected ':'")) {
            words = "expected ': ' after a key: add it, or mend the indentation";
        } else if (problem.contains("unexpected end of stream") || problem.contains("unexpected document separator")) {
            words = "the text in quotes" + begun + " never ends: close the quotes";
        } else if (problem.contains("expected ',' or ']'")) {
            words = "the list […]" + begun + " is not closed: add ']', or a ',' before this";
        } else if (problem.contains("expected ',' or '}'")) {
            words = "the mapping {…}" + begun + " is not closed: add '}', or a ',' before this";
        } else if (problem.contains("expected <block end>")) {
            words = "this line belongs to no block: its indentation fits no line above it (the block" + begun + ")";
        } else if (problem.contains("sequence entries are not allowed")) {
            words = "a '- ' cannot stand here: it begins an item on a line of its own";
        } else if (problem.contains("cannot start any token")) {
            words = "a text cannot begin with this character: put it in quotes";
        } else if (context.contains("alias") || context.contains("anchor")) {
            words = "a text that begins with '*' or '&' needs quotes";
        } else if (problem.contains("escape")) {
            words = "this is no escape in a text in double quotes: write \\\\ for a backslash, or use single quotes";
        }
        return Optional.ofNullable(words);
    }

    /** In brackets a plain text ends at the brace of an expression: that is where the parser stumbles. */
    private static boolean expressionInBraces(MarkedYamlEngineException error, String line) {
        long column = error.getProblemMark().map(Mark::getColumn).orElse(0);
        String upToThere = line.codePoints()
                .limit(column + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return upToThere.contains("${") && problem(error).contains("expected ");
    }

    private static String problem(MarkedYamlEngineException error) {
        return Optional.ofNullable(error.getProblem()).orElse("");
    }

    private static String context(MarkedYamlEngineException error) {
        return Optional.ofNullable(error.getContext()).orElse("");
    }
}

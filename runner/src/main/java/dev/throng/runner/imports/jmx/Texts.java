package dev.throng.runner.imports.jmx;

import dev.throng.runner.imports.Draft;
import dev.throng.runner.imports.tree.Notes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Texts of a plan, in which {@code ${…}} is a variable or a function, with our expressions in their place. */
final class Texts {
    private static final int DEEPEST = 8;

    /** Variables that name others several times over would take for ever, and what they make as much memory. */
    private static final int MOST_PIECES = 10_000;

    private static final int LONGEST_KNOWN = 65_536;

    private final Values values;
    private final Functions functions;
    private int left;

    Texts(Values values, Notes notes) {
        this.values = values;
        this.functions = new Functions(this, values, notes);
    }

    /** Parts of a text: as written, or what stands between the braces. */
    record Piece(String text, boolean computed) {}

    static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = text.startsWith("${", at) ? end(text, at + 2) : -1;
            if (end < 0) {
                plain.append(text.charAt(at++));
            } else {
                if (!plain.isEmpty()) {
                    pieces.add(new Piece(plain.toString(), false));
                    plain.setLength(0);
                }
                pieces.add(new Piece(text.substring(at + 2, end), true));
                at = end + 1;
            }
        }
        if (!plain.isEmpty()) {
            pieces.add(new Piece(plain.toString(), false));
        }
        return pieces;
    }

    /** The brace that closes; -1 when none does. */
    static int end(String text, int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** With our expressions. */
    String ours(String text, int line) {
        StringBuilder ours = new StringBuilder();
        for (Piece piece : pieces(text)) {
            if (piece.computed()) {
                ours.append("${").append(expression(piece.text(), line)).append('}');
            } else {
                ours.append(Draft.literal(piece.text()));
            }
        }
        return ours.toString();
    }

    /** The same for a URL, in which no blank may stand, up to its fragment. */
    String oursInUrl(String text, int line) {
        StringBuilder ours = new StringBuilder();
        for (Piece piece : pieces(text)) {
            if (piece.computed()) {
                ours.append("${").append(expression(piece.text(), line)).append('}');
                continue;
            }
            int fragment = piece.text().indexOf('#');
            String plain = fragment < 0 ? piece.text() : piece.text().substring(0, fragment);
            ours.append(Draft.literal(plain.replaceAll("\\s", "%20")));
            if (fragment >= 0) {
                break;
            }
        }
        return ours.toString();
    }

    /** What is between the braces, as an expression of ours. */
    String expression(String inner, int line) {
        String name = inner.strip();
        if (name.startsWith("__")) {
            return functions.expression(name, line);
        }
        return values.expression(name);
    }

    /** A whole text as one expression. */
    String value(String text, int line) {
        List<String> parts = new ArrayList<>();
        List<Piece> pieces = pieces(text);
        pieces.forEach(
                piece -> parts.add(piece.computed() ? grouped(expression(piece.text(), line)) : literal(piece.text())));
        return switch (parts.size()) {
            case 0 -> "\"\"";
            case 1 -> parts.getFirst();
            default -> String.join(" + ", texts(pieces, parts));
        };
    }

    /** What is added to a text has to be one. */
    private static List<String> texts(List<Piece> pieces, List<String> parts) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            texts.add(pieces.get(i).computed() ? "string(" + parts.get(i) + ")" : parts.get(i));
        }
        return texts;
    }

    private static String grouped(String expression) {
        return expression.matches(".*[-+*/%?<>=|&].*") && !expression.matches("[A-Za-z.]+\\([^()]*\\)")
                ? "(" + expression + ")"
                : expression;
    }

    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> literal.append(c);
            }
        }
        return literal.append('"').toString();
    }

    /** What it is before the test begins; empty when it is known during the test only. */
    Optional<String> known(String text) {
        left = MOST_PIECES;
        return known(text, 0);
    }

    private Optional<String> known(String text, int depth) {
        StringBuilder known = new StringBuilder();
        for (Piece piece : pieces(text)) {
            Optional<String> part =
                    piece.computed() ? knownPart(piece.text().strip(), depth) : Optional.of(piece.text());
            if (part.isEmpty() || depth > DEEPEST || --left < 0) {
                return Optional.empty();
            }
            known.append(part.get());
            if (depth > 0 && known.length() > LONGEST_KNOWN) {
                return Optional.empty();
            }
        }
        return Optional.of(known.toString());
    }

    private Optional<String> knownPart(String inner, int depth) {
        if (inner.startsWith("__")) {
            return Functions.Call.of(inner).flatMap(Functions.Call::usual).flatMap(usual -> known(usual, depth + 1));
        }
        Map<String, String> given = values.given();
        return values.isMade(inner) || !given.containsKey(inner)
                ? Optional.empty()
                : known(given.getOrDefault(inner, ""), depth + 1);
    }

    /** Whether a variable's value comes from a response, from data or from a script of the test. */
    boolean isTakenDuringTheTest(String name) {
        return values.isMade(name);
    }

    /** A number that is known before the test begins; a number with a unit or in words is none. */
    Optional<Double> number(String text) {
        return known(text).map(String::strip).flatMap(known -> {
            try {
                double number = Double.parseDouble(known);
                return Double.isFinite(number) ? Optional.of(number) : Optional.<Double>empty();
            } catch (NumberFormatException none) {
                return Optional.empty();
            }
        });
    }
}

package dev.throng.runner.imports.jmx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions, as plans write them in JavaScript, JEXL or Groovy, that do nothing but compare: texts in quotes as texts, numbers and
 * variables outside of quotes as numbers where they are compared with one.
 */
final class Conditions {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')"
            + "|vars\\s*\\.\\s*get\\(\\s*(?<quote>[\"'])(?<get>[^\"']+)\\k<quote>\\s*\\)"
            + "|vars\\s*\\[\\s*(?<quote2>[\"'])(?<get2>[^\"']+)\\k<quote2>\\s*]"
            + "|(?<number>-?[0-9]+(?:\\.[0-9]+)?)"
            + "|(?<operator>===|!==|==|!=|<=|>=|<|>|&&|\\|\\||!|\\(|\\)|\\+|-|\\*|/|%)"
            + "|(?<method>\\.\\s*(?:equals|contains|startsWith|endsWith|toInteger|isEmpty)\\s*\\()"
            + "|(?<word>true|false|null|and|or|not|eq|ne|lt|gt|le|ge)\\b"
            + "|(?<variable>\\$\\{))");

    private final String text;
    private final Texts texts;
    private final int line;

    private Conditions(String text, Texts texts, int line) {
        this.text = text.strip().replaceAll(";\\s*$", "");
        this.texts = texts;
        this.line = line;
    }

    /** As an expression of ours, without braces; empty when it is more than that. */
    static Optional<String> of(String condition, Texts texts, int line) {
        String whole = condition.strip();
        List<Texts.Piece> pieces = Texts.pieces(whole);
        if (pieces.size() == 1 && pieces.getFirst().computed()) {
            String inner = pieces.getFirst().text().strip();
            if (inner.matches("(?s)__(jexl[23]?|groovy|javaScript)\\(.*\\)")) {
                return Functions.Call.of(inner)
                        .flatMap(
                                call -> of(String.join(",", call.arguments()).replaceFirst(",\\s*$", ""), texts, line));
            }
            return inner.startsWith("__") || inner.startsWith("JMeterThread.")
                    ? Optional.empty()
                    : Optional.of("string(" + texts.expression(inner, line) + ") == \"true\"");
        }
        return whole.isEmpty() ? Optional.empty() : new Conditions(whole, texts, line).read();
    }

    /** One operand or operator; bare variables become texts or numbers by what they stand beside. */
    private record Token(String written, Sort sort) {}

    private enum Sort {
        TEXT,
        NUMBER,
        BARE,
        OPERATOR
    }

    private Optional<String> read() {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length() && !text.substring(at).isBlank()) {
            matcher.region(at, text.length());
            if (!matcher.lookingAt()) {
                return Optional.empty();
            }
            if (matcher.group("variable") != null) {
                int end = Texts.end(text, matcher.end());
                String inner = end < 0 ? "" : text.substring(matcher.end(), end).strip();
                if (!isSimple(inner)) {
                    return Optional.empty();
                }
                String expression = texts.expression(inner, line);
                tokens.add(new Token(expression.contains(" ") ? "(" + expression + ")" : expression, Sort.BARE));
                at = end + 1;
            } else if (matcher.group("method") != null) {
                return Optional.empty();
            } else {
                tokens.add(token(matcher));
                at = matcher.end();
            }
        }
        return written(tokens);
    }

    /** A variable, or a function that gives a number or a text and does nothing else. */
    private static boolean isSimple(String inner) {
        return inner.matches("[^${}()]+") && !inner.startsWith("__") && !inner.contains("JMeterThread.")
                || inner.matches("__(threadNum|iterationNum|Random|P|property|time|counter)\\([^${}()]*\\)");
    }

    private Token token(Matcher found) {
        String quoted = found.group("text");
        if (quoted != null) {
            String inner = quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1");
            String value = texts.value(inner, line);
            return new Token(
                    inner.contains("${") && !value.startsWith("\"") ? "string(" + value + ")" : value, Sort.TEXT);
        }
        String get = found.group("get") == null ? found.group("get2") : found.group("get");
        if (get != null) {
            return new Token(texts.expression(get, line), Sort.BARE);
        }
        String number = found.group("number");
        if (number != null) {
            return new Token(number, Sort.NUMBER);
        }
        String operator = found.group("operator") == null ? found.group("word") : found.group("operator");
        return new Token(
                switch (operator) {
                    case "===", "eq" -> "==";
                    case "!==", "ne" -> "!=";
                    case "and" -> "&&";
                    case "or" -> "||";
                    case "not" -> "!";
                    case "lt" -> "<";
                    case "gt" -> ">";
                    case "le" -> "<=";
                    case "ge" -> ">=";
                    default -> operator;
                },
                Sort.OPERATOR);
    }

    private static Optional<String> written(List<Token> tokens) {
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.sort() == Sort.BARE) {
                written.append(
                        switch (beside(tokens, i)) {
                            case TEXT -> "string(" + token.written() + ")";
                            case NUMBER -> "double(" + token.written() + ")";
                            case BARE, OPERATOR -> token.written();
                        });
            } else {
                written.append(token.written());
            }
            boolean tight = token.written().equals("!") || token.written().equals("(");
            boolean closes =
                    i + 1 < tokens.size() && tokens.get(i + 1).written().equals(")");
            written.append(tight || closes || i + 1 == tokens.size() ? "" : " ");
        }
        return written.isEmpty() ? Optional.empty() : Optional.of(written.toString());
    }

    /** What it is compared with. */
    private static Sort beside(List<Token> tokens, int i) {
        for (int neighbour : new int[] {i + 2, i - 2}) {
            if (neighbour >= 0 && neighbour < tokens.size()) {
                Sort sort = tokens.get(neighbour).sort();
                if (sort == Sort.TEXT || sort == Sort.NUMBER) {
                    return sort;
                }
            }
        }
        for (int operator : new int[] {i + 1, i - 1}) {
            if (operator >= 0
                    && operator < tokens.size()
                    && tokens.get(operator).written().matches("[<>]=?")) {
                return Sort.NUMBER;
            }
        }
        return Sort.OPERATOR;
    }
}

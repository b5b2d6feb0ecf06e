package dev.throng.runner.imports.js;

import dev.throng.runner.imports.ImportException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A script's words. */
final class Tokens {
    private static final List<String> OPERATORS = List.of(
            ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=",
            "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**");
    private static final Set<String> BEFORE_A_VALUE = Set.of(
            "return",
            "typeof",
            "case",
            "in",
            "of",
            "delete",
            "void",
            "throw",
            "new",
            "else",
            "do",
            "instanceof",
            "await");
    private static final int DEEPEST = 40;

    private final String text;
    private final int depth;
    private int at;
    private int line;
    private final List<Token> tokens = new ArrayList<>();

    private Tokens(String text, int line, int depth) {
        this.text = text;
        this.line = line;
        this.depth = depth;
    }

    /** What kind of word. */
    enum Sort {
        NAME,
        NUMBER,
        TEXT,
        TEMPLATE,
        REGEX,
        OPERATOR,
        END
    }

    /**
     * A word.
     *
     * @param parts of a template: texts, and lists of words in turn
     * @param afterLine whether it begins a line
     */
    record Token(Sort sort, String text, List<Object> parts, int line, boolean afterLine) {
        boolean is(String operator) {
            return sort == Sort.OPERATOR && text.equals(operator);
        }

        boolean isWord(String word) {
            return sort == Sort.NAME && text.equals(word);
        }
    }

    /** @throws ImportException a text, a comment or a template does not end */
    static List<Token> of(String text) throws ImportException {
        return new Tokens(text, 1, 0).read();
    }

    private List<Token> read() throws ImportException {
        if (depth > DEEPEST) {
            throw ImportException.at(line, 0, "has templates in templates, " + DEEPEST + " deep");
        }
        boolean fresh = true;
        while (true) {
            int before = line;
            blanks();
            fresh |= line > before;
            if (at >= text.length()) {
                tokens.add(new Token(Sort.END, "", List.of(), line, fresh));
                return tokens;
            }
            tokens.add(next(fresh));
            fresh = false;
        }
    }

    private void blanks() throws ImportException {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '\uFEFF') {
                line += c == '\n' ? 1 : 0;
                at++;
            } else if (text.startsWith("//", at) || at == 0 && text.startsWith("#!")) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw ImportException.at(line, 0, "has a comment that does not end");
                }
                line += (int) text.substring(at, end)
                        .chars()
                        .filter(one -> one == '\n')
                        .count();
                at = end + 2;
            } else {
                return;
            }
        }
    }

    private Token next(boolean fresh) throws ImportException {
        char c = text.charAt(at);
        int start = line;
        if (c == '"' || c == '\'') {
            return new Token(Sort.TEXT, quoted(c), List.of(), start, fresh);
        }
        if (c == '`') {
            return new Token(Sort.TEMPLATE, "", template(), start, fresh);
        }
        if (Character.isDigit(c) || c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
            int from = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at))
                            || "._".indexOf(text.charAt(at)) >= 0
                            || "+-".indexOf(text.charAt(at)) >= 0 && "eE".indexOf(text.charAt(at - 1)) >= 0)) {
                at++;
            }
            return new Token(Sort.NUMBER, text.substring(from, at).replace("_", ""), List.of(), start, fresh);
        }
        if (Character.isJavaIdentifierStart(c) || c == '#' || c == '@') {
            int from = at++;
            while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            return new Token(Sort.NAME, text.substring(from, at), List.of(), start, fresh);
        }
        if (c == '/' && regexMayBe()) {
            return new Token(Sort.REGEX, regex(), List.of(), start, fresh);
        }
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                return new Token(Sort.OPERATOR, operator, List.of(), start, fresh);
            }
        }
        at++;
        return new Token(Sort.OPERATOR, String.valueOf(c), List.of(), start, fresh);
    }

    private boolean regexMayBe() {
        if (tokens.isEmpty()) {
            return true;
        }
        Token last = tokens.getLast();
        return last.sort() == Sort.OPERATOR && !")]}".contains(last.text())
                || last.sort() == Sort.NAME && BEFORE_A_VALUE.contains(last.text());
    }

    private String regex() throws ImportException {
        int from = ++at;
        boolean inClass = false;
        while (at < text.length() && (inClass || text.charAt(at) != '/')) {
            char c = text.charAt(at);
            if (c == '\n') {
                throw ImportException.at(line, 0, "has a regular expression that does not end");
            }
            inClass = c == '[' || inClass && c != ']';
            at += c == '\\' ? 2 : 1;
        }
        String pattern = text.substring(from, Math.min(at, text.length()));
        at++;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return pattern;
    }

    private String quoted(char quote) throws ImportException {
        int start = line;
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\n') {
                throw ImportException.at(start, 0, "has a text that does not end");
            }
            character(value);
        }
        if (at >= text.length()) {
            throw ImportException.at(start, 0, "has a text that does not end");
        }
        at++;
        return value.toString();
    }

    /** One character, escaped or not. */
    private void character(StringBuilder value) {
        char c = text.charAt(at++);
        if (c != '\\' || at >= text.length()) {
            line += c == '\n' ? 1 : 0;
            value.append(c);
            return;
        }
        char escaped = text.charAt(at++);
        switch (escaped) {
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case '0' -> value.append('\0');
            case '\n' -> line++;
            case 'x' -> code(value, 2);
            case 'u' -> code(value, 4);
            default -> value.append(escaped);
        }
    }

    private void code(StringBuilder value, int digits) {
        int end = at + digits;
        String hex = text.substring(Math.min(at, text.length()), Math.min(end, text.length()));
        if (text.startsWith("{", at) && text.indexOf('}', at) > 0) {
            end = text.indexOf('}', at) + 1;
            hex = text.substring(at + 1, end - 1);
        }
        if (hex.matches("[0-9A-Fa-f]{1,6}") && Character.isValidCodePoint(Integer.parseInt(hex, 16))) {
            value.appendCodePoint(Integer.parseInt(hex, 16));
            at = end;
        }
    }

    private List<Object> template() throws ImportException {
        int start = line;
        List<Object> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '`') {
            if (text.startsWith("${", at)) {
                parts.add(plain.toString());
                plain.setLength(0);
                int from = at + 2;
                int end = closing(from);
                if (end < 0) {
                    throw ImportException.at(start, 0, "has a template that does not end");
                }
                parts.add(new Tokens(text.substring(from, end), line, depth + 1).read());
                line += (int) text.substring(from, end)
                        .chars()
                        .filter(one -> one == '\n')
                        .count();
                at = end + 1;
            } else {
                character(plain);
            }
        }
        if (at >= text.length()) {
            throw ImportException.at(start, 0, "has a template that does not end");
        }
        at++;
        parts.add(plain.toString());
        return parts;
    }

    /** The brace that ends a template's value; texts and templates in it are gone past. */
    private int closing(int from) {
        int open = 1;
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"' || c == '\'' || c == '`') {
                int end = i + 1;
                while (end < text.length() && text.charAt(end) != c) {
                    end += text.charAt(end) == '\\' ? 2 : 1;
                }
                i = end;
            } else if (c == '{') {
                open++;
            } else if (c == '}' && --open == 0) {
                return i;
            }
            i++;
        }
        return -1;
    }
}

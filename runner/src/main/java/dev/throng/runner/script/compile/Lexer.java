package dev.throng.runner.script.compile;

import java.util.List;

/** Cuts an expression into words, one at a time, so that it stops where the expression ends in a longer text. */
final class Lexer {
    private static final List<String> DOUBLE_SIGNS = List.of("<=", ">=", "==", "!=", "&&", "||");

    private final String source;
    private int at;

    Lexer(String source, int from) {
        this.source = source;
        this.at = from;
    }

    Token next() throws SyntaxError {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        if (at == source.length()) {
            return new Token(Token.Kind.END, "", at, at);
        }
        char c = source.charAt(at);
        if (isNameStart(c)) {
            return name();
        }
        if (isDigit(c)) {
            return number();
        }
        return c == '"' || c == '\'' ? text(c) : sign();
    }

    private Token name() {
        int start = at;
        while (at < source.length() && (isNameStart(source.charAt(at)) || isDigit(source.charAt(at)))) {
            at++;
        }
        return token(Token.Kind.NAME, start);
    }

    private Token number() throws SyntaxError {
        int start = at;
        digits();
        boolean decimal = at + 1 < source.length() && source.charAt(at) == '.' && isDigit(source.charAt(at + 1));
        if (decimal) {
            at++;
            digits();
        }
        if (at < source.length() && (source.charAt(at) == 'e' || source.charAt(at) == 'E')) {
            decimal = true;
            exponent();
        }
        if (at < source.length() && isNameStart(source.charAt(at))) {
            throw new SyntaxError(start, "a number can't be followed by a letter");
        }
        return token(decimal ? Token.Kind.DECIMAL : Token.Kind.WHOLE, start);
    }

    private void exponent() throws SyntaxError {
        at++;
        if (at < source.length() && (source.charAt(at) == '-' || source.charAt(at) == '+')) {
            at++;
        }
        if (at == source.length() || !isDigit(source.charAt(at))) {
            throw new SyntaxError(at, "the exponent has no digits");
        }
        digits();
    }

    private void digits() {
        while (at < source.length() && isDigit(source.charAt(at))) {
            at++;
        }
    }

    private Token text(char quote) throws SyntaxError {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < source.length() && source.charAt(at) != quote) {
            char c = source.charAt(at++);
            value.append(c == '\\' ? escaped() : c);
        }
        if (at == source.length()) {
            throw new SyntaxError(start, "the text that begins here is not closed");
        }
        at++;
        return new Token(Token.Kind.TEXT, value.toString(), start, at);
    }

    private char escaped() throws SyntaxError {
        if (at == source.length()) {
            throw new SyntaxError(at - 1, "nothing follows the backslash");
        }
        char c = source.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            case '\\', '\'', '"', '/' -> c;
            default -> throw new SyntaxError(at - 2, "unknown escape \\" + c);
        };
    }

    private char unicode() throws SyntaxError {
        int value = 0;
        for (int end = at + 4; at < end; at++) {
            int digit = at < source.length() ? Character.digit(source.charAt(at), 16) : -1;
            if (digit < 0) {
                throw new SyntaxError(at, "\\u takes four hexadecimal digits");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private Token sign() throws SyntaxError {
        int start = at;
        if (at + 2 <= source.length() && DOUBLE_SIGNS.contains(source.substring(at, at + 2))) {
            at += 2;
            return token(Token.Kind.SIGN, start);
        }
        char c = source.charAt(at);
        if ("+-*/%()[],.?:!<>}".indexOf(c) < 0) {
            throw new SyntaxError(start, unexpected(c));
        }
        at++;
        return token(Token.Kind.SIGN, start);
    }

    private static String unexpected(char c) {
        return switch (c) {
            case '=' -> "unexpected =, use == to compare";
            case '&' -> "unexpected &, use && for and";
            case '|' -> "unexpected |, use || for or";
            default -> "unexpected " + c;
        };
    }

    private Token token(Token.Kind kind, int start) {
        return new Token(kind, source.substring(start, at), start, at);
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

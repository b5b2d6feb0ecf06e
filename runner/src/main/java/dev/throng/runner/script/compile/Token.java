package dev.throng.runner.script.compile;

/**
 * A word of an expression.
 *
 * @param text the sign or name as written; of a text literal its value
 * @param start position of its first character in the whole text, from 0
 * @param end position behind its last character
 */
record Token(Kind kind, String text, int start, int end) {
    enum Kind {
        NAME,
        WHOLE,
        DECIMAL,
        TEXT,
        SIGN,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** As a message names it. */
    String words() {
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "the text \"" + text + "\"";
            default -> "\"" + text + "\"";
        };
    }
}

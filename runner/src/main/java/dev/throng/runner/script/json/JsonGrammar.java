package dev.throng.runner.script.json;

import org.jspecify.annotations.Nullable;

/**
 * RFC 8259 over bytes, without an object: each method takes the position of the first byte of something and gives the
 * position behind it, or {@value #INVALID} when it is not well-formed. Nothing behind {@code end} is read.
 */
final class JsonGrammar {
    static final int INVALID = -1;

    /** As deep as Jackson goes by default. */
    private static final int DEEPEST = 1000;

    private JsonGrammar() {}

    /**
     * A whole document; white space around it is fine, anything else is not.
     *
     * @param members gets those of an object at the root
     */
    static int document(byte[] json, int from, int end, JsonMembers members) {
        int start = space(json, from, end);
        boolean object = start < end && json[start] == '{';
        int at = object ? object(json, start, end, 0, members) : value(json, start, end, 0);
        return at >= 0 && space(json, at, end) == end ? end : INVALID;
    }

    static int space(byte[] json, int from, int end) {
        int at = from;
        while (at < end && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static int value(byte[] json, int from, int end, int depth) {
        if (from >= end || depth > DEEPEST) {
            return INVALID;
        }
        return switch (json[from]) {
            case '{' -> object(json, from, end, depth, null);
            case '[' -> array(json, from, end, depth);
            case '"' -> string(json, from, end);
            case 't' -> word(json, from, end, "true");
            case 'f' -> word(json, from, end, "false");
            case 'n' -> word(json, from, end, "null");
            default -> number(json, from, end);
        };
    }

    private static int object(byte[] json, int from, int end, int depth, @Nullable JsonMembers members) {
        int at = space(json, from + 1, end);
        if (at < end && json[at] == '}') {
            return at + 1;
        }
        while (at < end && json[at] == '"') {
            int nameFrom = at + 1;
            int nameEnd = string(json, at, end);
            at = nameEnd < 0 ? end : space(json, nameEnd, end);
            if (at >= end || json[at] != ':') {
                return INVALID;
            }
            at = space(json, at + 1, end);
            if (members != null) {
                members.add(nameFrom, nameEnd - 1, at);
            }
            at = value(json, at, end, depth + 1);
            at = at < 0 ? end : space(json, at, end);
            if (at >= end || json[at] != ',') {
                return at < end && json[at] == '}' ? at + 1 : INVALID;
            }
            at = space(json, at + 1, end);
        }
        return INVALID;
    }

    private static int array(byte[] json, int from, int end, int depth) {
        int at = space(json, from + 1, end);
        if (at < end && json[at] == ']') {
            return at + 1;
        }
        while (at < end) {
            at = value(json, at, end, depth + 1);
            at = at < 0 ? end : space(json, at, end);
            if (at >= end || json[at] != ',') {
                return at < end && json[at] == ']' ? at + 1 : INVALID;
            }
            at = space(json, at + 1, end);
        }
        return INVALID;
    }

    private static int string(byte[] json, int from, int end) {
        int at = from + 1;
        while (at < end) {
            byte b = json[at];
            if (b == '"') {
                return at + 1;
            }
            if (b >= ' ' && b != '\\') {
                at++;
            } else {
                at = special(json, at, end);
                if (at < 0) {
                    return INVALID;
                }
            }
        }
        return INVALID;
    }

    /** Position behind a character that is an escape or of several bytes. */
    private static int special(byte[] json, int at, int end) {
        if (json[at] == '\\') {
            return escape(json, at, end);
        }
        return json[at] < 0 ? Utf8.character(json, at, end) : INVALID;
    }

    private static int escape(byte[] json, int from, int end) {
        if (from + 1 >= end) {
            return INVALID;
        }
        return switch (json[from + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> from + 2;
            case 'u' -> hexadecimal(json, from + 2, end);
            default -> INVALID;
        };
    }

    private static int hexadecimal(byte[] json, int from, int end) {
        for (int at = from; at < from + 4; at++) {
            if (at >= end || Character.digit(json[at], 16) < 0) {
                return INVALID;
            }
        }
        return from + 4;
    }

    private static int word(byte[] json, int from, int end, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (from + i >= end || json[from + i] != word.charAt(i)) {
                return INVALID;
            }
        }
        return from + word.length();
    }

    private static int number(byte[] json, int from, int end) {
        int at = json[from] == '-' ? from + 1 : from;
        int whole = digits(json, at, end);
        if (whole == at || json[at] == '0' && whole > at + 1) {
            return INVALID;
        }
        at = whole;
        if (at < end && json[at] == '.') {
            int fraction = digits(json, at + 1, end);
            if (fraction == at + 1) {
                return INVALID;
            }
            at = fraction;
        }
        return at < end && (json[at] == 'e' || json[at] == 'E') ? exponent(json, at + 1, end) : at;
    }

    private static int exponent(byte[] json, int from, int end) {
        int at = from < end && (json[from] == '-' || json[from] == '+') ? from + 1 : from;
        int digits = digits(json, at, end);
        return digits == at ? INVALID : digits;
    }

    static int digits(byte[] json, int from, int end) {
        int at = from;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at;
    }
}

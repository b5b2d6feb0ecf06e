package dev.throng.runner.script.json;

import static dev.throng.runner.script.json.JsonGrammar.space;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds its way in the bytes of a well-formed JSON document: positions of values are those of their first byte. Nothing
 * is checked again, so no method is for bytes that {@link JsonGrammar} has not seen.
 */
final class JsonBytes {
    private static final int NONE = -1;

    private JsonBytes() {}

    /** A member of the object at this position. */
    static int member(byte[] json, int object, ByteQuery.Step.Name name) {
        if (json[object] != '{') {
            return NONE;
        }
        int at = space(json, object + 1, json.length);
        while (json[at] != '}') {
            int nameEnd = skipString(json, at);
            int value = space(json, space(json, nameEnd, json.length) + 1, json.length);
            if (named(json, at + 1, nameEnd - 1, name)) {
                return value;
            }
            at = next(json, value);
        }
        return NONE;
    }

    /** An item of the array at this position. */
    static int item(byte[] json, int array, int index) {
        if (json[array] != '[') {
            return NONE;
        }
        int at = space(json, array + 1, json.length);
        for (int i = 0; json[at] != ']'; i++) {
            if (i == index) {
                return at;
            }
            at = next(json, at);
        }
        return NONE;
    }

    /** The value that follows one, or what closes them. */
    private static int next(byte[] json, int value) {
        int at = space(json, skip(json, value), json.length);
        return json[at] == ',' ? space(json, at + 1, json.length) : at;
    }

    /** Position behind a value. */
    private static int skip(byte[] json, int value) {
        return switch (json[value]) {
            case '"' -> skipString(json, value);
            case '{', '[' -> skipNested(json, value);
            default -> skipWord(json, value);
        };
    }

    private static int skipString(byte[] json, int quote) {
        int at = quote + 1;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int skipNested(byte[] json, int open) {
        int depth = 0;
        int at = open;
        do {
            switch (json[at]) {
                case '"' -> at = skipString(json, at) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            at++;
        } while (depth > 0);
        return at;
    }

    /** A number, {@code true}, {@code false} or {@code null}. */
    private static int skipWord(byte[] json, int value) {
        int at = value;
        while (at < json.length && (json[at] >= 'a' && json[at] <= 'z' || json[at] == 'E' || isNumeric(json[at]))) {
            at++;
        }
        return at;
    }

    private static boolean isNumeric(byte b) {
        return b >= '0' && b <= '9' || b == '-' || b == '+' || b == '.';
    }

    static boolean named(byte[] json, int from, int to, ByteQuery.Step.Name name) {
        byte[] wanted = name.utf8();
        if (to - from == wanted.length && Arrays.equals(json, from, to, wanted, 0, wanted.length)) {
            return true;
        }
        return hasEscape(json, from, to) && string(json, from, to).equals(name.text());
    }

    private static boolean hasEscape(byte[] json, int from, int to) {
        for (int at = from; at < to; at++) {
            if (json[at] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** The value as an expression sees it. Only a number that is the whole document can run on into what lies behind. */
    static @Nullable Object value(byte[] json, int at, int documentEnd) {
        int end = Math.min(documentEnd, skip(json, at));
        return switch (json[at]) {
            case '"' -> string(json, at + 1, end - 1);
            case 't' -> true;
            case 'f' -> false;
            case '{', '[', 'n' -> Json.value(json, at, end - at);
            default -> number(json, at, end);
        };
    }

    private static @Nullable Object number(byte[] json, int from, int end) {
        int start = json[from] == '-' ? from + 1 : from;
        if (JsonGrammar.digits(json, start, end) < end || end - start > 18) {
            return Json.value(json, from, end - from);
        }
        long number = 0;
        for (int at = start; at < end; at++) {
            number = number * 10 + json[at] - '0';
        }
        return start == from ? number : -number;
    }

    private static String string(byte[] json, int from, int to) {
        if (!hasEscape(json, from, to)) {
            return new String(json, from, to - from, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int plain = at;
            while (plain < to && json[plain] != '\\') {
                plain++;
            }
            text.append(new String(json, at, plain - at, StandardCharsets.UTF_8));
            at = plain < to ? unescape(json, plain + 1, text) : to;
        }
        return text.toString();
    }

    /** Appends the character of an escape; gives the position behind it. */
    private static int unescape(byte[] json, int at, StringBuilder text) {
        if (json[at] == 'u') {
            text.append((char) Integer.parseInt(new String(json, at + 1, 4, StandardCharsets.US_ASCII), 16));
            return at + 5;
        }
        text.append(
                switch (json[at]) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> (char) json[at];
                });
        return at + 1;
    }
}

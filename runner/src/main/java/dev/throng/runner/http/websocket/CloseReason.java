package dev.throng.runner.http.websocket;

import dev.throng.runner.script.ByteSink;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection was closed, as a close frame says it.
 *
 * @param code {@link #NONE} when it says nothing
 */
public record CloseReason(int code, String words) {
    public static final int NORMAL = 1000;
    public static final int NONE = 1005;

    static CloseReason of(byte[] payload, int length) {
        return length < 2
                ? new CloseReason(NONE, "")
                : new CloseReason(code(payload), new String(payload, 2, length - 2, StandardCharsets.UTF_8));
    }

    private static int code(byte[] payload) {
        return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }

    /** What is wrong with a close frame; null when nothing is. */
    static @Nullable Violation broken(byte[] payload, int length) {
        if (length == 1) {
            return Violation.of("a close frame of one byte");
        }
        if (length > 1 && !mayBeSent(code(payload))) {
            return Violation.of("a close code that must not be sent");
        }
        return length > 2 && !Utf8.isValid(payload, 2, length - 2)
                ? Violation.ofData("a close reason that is no UTF-8")
                : null;
    }

    /** RFC 6455 §7.4, with the codes that were registered since. */
    static boolean mayBeSent(int code) {
        return code >= 1000 && code <= 1014 && code != 1004 && code != NONE && code != 1006
                || code >= 3000 && code <= 4999;
    }

    void appendTo(ByteSink out) {
        if (code != NONE) {
            out.append((byte) (code >> 8));
            out.append((byte) code);
            out.append(words);
        }
    }

    /** Whether that is how a connection ends that nobody has anything against. */
    public boolean isNormal() {
        return code == NORMAL || code == NONE;
    }

    @Override
    public String toString() {
        String meaning = switch (code) {
            case 1000 -> "normal";
            case 1001 -> "going away";
            case 1002 -> "protocol error";
            case 1003 -> "data it does not take";
            case NONE -> "without a code";
            case 1007 -> "invalid data";
            case 1008 -> "policy violation";
            case 1009 -> "message too big";
            case 1010 -> "extension missing";
            case 1011 -> "server error";
            case 1012 -> "service restart";
            case 1013 -> "try again later";
            case 1014 -> "bad gateway";
            default -> "";
        };
        String number = code == NONE ? meaning : meaning.isEmpty() ? String.valueOf(code) : code + " " + meaning;
        return words.isEmpty() ? number : number + ": " + words;
    }
}

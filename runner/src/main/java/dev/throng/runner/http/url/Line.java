package dev.throng.runner.http.url;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;

/** Reading lines of a message head (RFC 9112 §2.2, §5) in a byte array, eight bytes at a time where that pays. */
public final class Line {
    public static final int INCOMPLETE = -1;
    public static final int BAD = -2;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SPACES = 0x2020202020202020L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final boolean[] TOKEN = tokenCharacters();

    private Line() {}

    /** Eight bytes, the first in the lowest place. */
    public static long eight(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** Eight bytes of a token in lower case, to be compared with {@link #lower}. */
    public static long eightLower(byte[] bytes, int at) {
        return eight(bytes, at) | SPACES;
    }

    /** The number that {@link #eightLower} gives for eight characters. */
    public static long lower(String eight) {
        long packed = 0;
        for (int i = 7; i >= 0; i--) {
            packed = packed << 8 | eight.charAt(i);
        }
        return packed | SPACES;
    }

    /**
     * The index of the line feed that ends the line, {@link #INCOMPLETE}, or {@link #BAD} for a NUL or a carriage return
     * that no line feed follows. A line feed alone ends a line too, as the RFC allows.
     */
    public static int end(byte[] bytes, int from, int to) {
        int at = from;
        while ((at = control(bytes, at, to)) < to) {
            switch (bytes[at]) {
                case '\n' -> {
                    return at;
                }
                case '\r' -> {
                    return at + 1 == to ? INCOMPLETE : bytes[at + 1] == '\n' ? at + 1 : BAD;
                }
                case 0 -> {
                    return BAD;
                }
                default -> at++; // a tab, or a control character that the RFC lets us keep
            }
        }
        return INCOMPLETE;
    }

    /** End of the text before a line's end: without line break and trailing white space. */
    public static int trimmed(byte[] bytes, int from, int lineFeed) {
        int end = lineFeed > from && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        while (end > from && isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    public static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    public static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** Where the token that begins at {@code from} ends. */
    public static int tokenEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && TOKEN[bytes[at] & 0xff]) {
            at++;
        }
        return at;
    }

    public static boolean isToken(byte b) {
        return TOKEN[b & 0xff];
    }

    /** Whether the range is this text in any case; {@code lower} is in lower case. */
    public static boolean same(byte[] bytes, int from, int to, String lower) {
        if (to - from != lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            if (lowerCase(bytes[from + i]) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int lowerCase(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }

    /** The first byte below a space, or {@code to}. */
    private static int control(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long eight = eight(bytes, at);
            long below = eight - SPACES & ~eight & HIGH_BITS;
            if (below != 0) {
                return at + (Long.numberOfTrailingZeros(below) >>> 3);
            }
        }
        while (at < to && (bytes[at] < 0 || bytes[at] >= ' ')) {
            at++;
        }
        return at;
    }

    private static boolean[] tokenCharacters() {
        boolean[] token = new boolean[256];
        String all = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz";
        for (char c : (all + all.toUpperCase(Locale.ROOT)).toCharArray()) {
            token[c] = true;
        }
        return token;
    }
}

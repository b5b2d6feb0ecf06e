package dev.throng.runner.http.h2;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Header blocks that were met before and mean the same again, with what they mean: most of a connection's blocks are one of a few.
 * A block that neither reads what has changed nor changes anything itself can be known by its bytes alone. Holds few; confined to
 * its loop.
 */
final class Blocks {
    private static final int MOST = 8;

    private final byte[][] known = new byte[MOST][];
    private final byte[][] meanings = new byte[MOST][];
    private int count;
    private int next;

    /** What the same bytes meant the last time; null when they were not met. */
    byte @Nullable [] meaning(byte[] bytes, int from, int length) {
        for (int i = 0; i < count; i++) {
            byte[] one = known[i];
            if (one.length == length && Arrays.equals(one, 0, length, bytes, from, from + length)) {
                return meanings[i];
            }
        }
        return null;
    }

    void learn(byte[] block, byte[] meaning) {
        known[next] = block;
        meanings[next] = meaning;
        next = (next + 1) % MOST;
        count = Math.max(count, next == 0 ? MOST : next);
    }

    void forget() {
        count = 0;
        next = 0;
        Arrays.fill(known, null);
        Arrays.fill(meanings, null);
    }

    /** Whether a well-formed block may change a table: RFC 7541 §6. @param size of the table; one of size 0 holds nothing */
    static boolean changesTable(byte[] bytes, int from, int to, long size) {
        int at = from;
        while (at < to) {
            int first = bytes[at] & 0xff;
            if (first >= 0x80) {
                at = afterNumber(bytes, at, to, 0x7f);
            } else if (first >= 0x40) {
                if (size > 0) {
                    return true;
                }
                at = afterField(bytes, at, to, 0x3f);
            } else if (first >= 0x20) {
                return true;
            } else {
                at = afterField(bytes, at, to, 0xf);
            }
        }
        return false;
    }

    /** The table's size behind a block, which says so at its beginning if it differs. */
    static long tableSize(byte[] bytes, int from, int to, long before) {
        long size = before;
        int at = from;
        while (at < to && (bytes[at] & 0xe0) == 0x20) {
            size = number(bytes, at, to, 0x1f);
            at = afterNumber(bytes, at, to, 0x1f);
        }
        return size;
    }

    private static long number(byte[] bytes, int from, int to, int prefix) {
        long number = bytes[from] & prefix;
        if (number == prefix) {
            int at = from + 1;
            for (int shift = 0; at < to && shift < 28; shift += 7) {
                byte more = bytes[at++];
                number += (long) (more & 0x7f) << shift;
                if (more >= 0) {
                    break;
                }
            }
        }
        return number;
    }

    private static int afterField(byte[] bytes, int from, int to, int prefix) {
        boolean named = (bytes[from] & prefix) == 0;
        int at = afterNumber(bytes, from, to, prefix);
        return afterText(bytes, named ? afterText(bytes, at, to) : at, to);
    }

    private static int afterNumber(byte[] bytes, int from, int to, int prefix) {
        int at = from + 1;
        if ((bytes[from] & prefix) == prefix) {
            while (at < to && bytes[at] < 0) {
                at++;
            }
            at++;
        }
        return at;
    }

    private static int afterText(byte[] bytes, int from, int to) {
        if (from >= to) {
            return to;
        }
        long length = number(bytes, from, to, 0x7f);
        return (int) Math.min(to, afterNumber(bytes, from, to, 0x7f) + length);
    }
}

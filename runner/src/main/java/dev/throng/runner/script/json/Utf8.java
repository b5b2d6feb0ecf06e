package dev.throng.runner.script.json;

/** UTF-8 by RFC 3629. */
final class Utf8 {
    private Utf8() {}

    /** Position behind the character of several bytes that begins here; -1 when it is none. */
    static int character(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        if (first >= 0xc2 && first <= 0xdf) {
            return follow(bytes, at, end, 1, 0x80, 0xbf);
        }
        if (first >= 0xe0 && first <= 0xef) {
            return follow(bytes, at, end, 2, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf);
        }
        if (first >= 0xf0 && first <= 0xf4) {
            return follow(bytes, at, end, 3, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf);
        }
        return -1;
    }

    /** The second byte lies between two bounds, the others between 0x80 and 0xbf. */
    private static int follow(byte[] bytes, int at, int end, int count, int low, int high) {
        if (at + count >= end || !between(bytes[at + 1], low, high)) {
            return -1;
        }
        for (int i = 2; i <= count; i++) {
            if (!between(bytes[at + i], 0x80, 0xbf)) {
                return -1;
            }
        }
        return at + count + 1;
    }

    private static boolean between(byte b, int low, int high) {
        return (b & 0xff) >= low && (b & 0xff) <= high;
    }
}

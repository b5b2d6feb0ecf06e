package dev.throng.runner.http.websocket;

/** Whether bytes are a text in UTF-8: RFC 3629, so without surrogates, longer forms than need be, and what is beyond Unicode. */
final class Utf8 {
    private Utf8() {}

    static boolean isValid(byte[] bytes, int from, int length) {
        int end = from + length;
        int at = from;
        while (at < end) {
            if (bytes[at] >= 0) {
                at++;
                continue;
            }
            int size = size(bytes[at] & 0xff);
            if (size == 0 || end - at < size || !isSequence(bytes, at, size)) {
                return false;
            }
            at += size;
        }
        return true;
    }

    private static int size(int lead) {
        if (lead >= 0xc2 && lead <= 0xdf) {
            return 2;
        }
        if ((lead & 0xf0) == 0xe0) {
            return 3;
        }
        return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
    }

    private static boolean isSequence(byte[] bytes, int at, int size) {
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return false;
            }
        }
        int second = bytes[at + 1] & 0xff;
        return switch (bytes[at] & 0xff) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second <= 0x9f;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second <= 0x8f;
            default -> true;
        };
    }
}

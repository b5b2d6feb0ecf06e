package dev.throng.runner.engine.stream;

/** Looks for bytes in bytes. */
final class Bytes {
    private Bytes() {}

    static boolean same(byte[] bytes, int from, int length, byte[] wanted) {
        return length == wanted.length && at(bytes, from, wanted);
    }

    static boolean contain(byte[] bytes, int from, int length, byte[] wanted) {
        for (int start = from; start <= from + length - wanted.length; start++) {
            if (at(bytes, start, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean at(byte[] bytes, int start, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[start + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}

package dev.throng.runner.http.websocket;

import dev.throng.runner.script.ByteSink;

/** Writes a client's frames, which are masked: RFC 6455 §5.3. Not for several threads. */
final class FrameWriter {
    private static final int FINAL = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int MASKED = 0x80;
    private static final int MOST_SHORT = 125;
    private static final int MOST_MIDDLE = 65535;

    private long state;

    FrameWriter(long seed) {
        state = seed;
    }

    /** Appends a frame that is a whole message or a control frame. */
    void write(int opcode, boolean compressed, byte[] payload, int from, int length, ByteSink out) {
        out.append((byte) (FINAL | (compressed ? COMPRESSED : 0) | opcode));
        length(length, out);
        int key = nextKey();
        number(key, 4, out);
        int start = out.length();
        out.append(payload, from, length);
        mask(out.array(), start, length, key);
    }

    private static void length(int length, ByteSink out) {
        if (length <= MOST_SHORT) {
            out.append((byte) (MASKED | length));
        } else if (length <= MOST_MIDDLE) {
            out.append((byte) (MASKED | 126));
            number(length, 2, out);
        } else {
            out.append((byte) (MASKED | 127));
            number(length, 8, out);
        }
    }

    private static void number(long value, int bytes, ByteSink out) {
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
            out.append((byte) (value >> shift));
        }
    }

    private static void mask(byte[] bytes, int from, int length, int key) {
        for (int i = 0; i < length; i++) {
            bytes[from + i] ^= (byte) (key >> (3 - (i & 3)) * 8);
        }
    }

    /** By SplitMix64: keys are to be unlike each other, no secrets are kept by them here. */
    private int nextKey() {
        state += 0x9e3779b97f4a7c15L;
        long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return (int) (mixed ^ mixed >>> 31);
    }
}

package dev.throng.runner.http.websocket;

import org.jspecify.annotations.Nullable;

/** The head of a server's frame, read byte by byte if need be: RFC 6455 §5.2. */
final class FrameHead {
    private static final int FINAL = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int RESERVED = 0x30;
    private static final int MASKED = 0x80;
    private static final int SHORT = 126;
    private static final int LONG = 127;
    private static final int MOST_CONTROL_BYTES = 125;
    private static final int LEAST_SHORT = 126;
    private static final int LEAST_LONG = 1 << 16;

    private int have;
    private int first;
    private int second;
    private long length;

    /** Of the last one that was whole. */
    private int lastFirst;

    /** Takes as much of a head as there is. @return behind what it took */
    int read(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !isWhole()) {
            int one = bytes[at++] & 0xff;
            switch (have) {
                case 0 -> first = one;
                case 1 -> {
                    second = one;
                    length = isExtended() ? 0 : one & ~MASKED;
                }
                default -> length = length << 8 | one;
            }
            have++;
        }
        return at;
    }

    private boolean isExtended() {
        return (second & ~MASKED) >= SHORT;
    }

    boolean isWhole() {
        if (have < 2) {
            return false;
        }
        // What is masked is broken, so that nobody reads its key.
        return have
                == switch (second & ~MASKED) {
                    case SHORT -> 4;
                    case LONG -> 10;
                    default -> 2;
                };
    }

    /** What is wrong with it by itself; null when nothing is. */
    @Nullable String broken() {
        if ((second & MASKED) != 0) {
            return "a masked frame";
        }
        if (!Opcode.isKnown(opcode())) {
            return "a frame of an unknown kind";
        }
        int written = second & ~MASKED;
        if (Opcode.isControl(opcode())) {
            if ((first & FINAL) == 0) {
                return "a control frame in fragments";
            }
            return written > MOST_CONTROL_BYTES ? "a control frame longer than 125 bytes" : null;
        }
        boolean longer = written == SHORT && length < LEAST_SHORT || written == LONG && length < LEAST_LONG;
        return longer ? length < 0 ? "a length beyond all bounds" : "a length that is not in its shortest form" : null;
    }

    int opcode() {
        return first & 0xf;
    }

    boolean isCompressed() {
        return (first & COMPRESSED) != 0;
    }

    boolean isReserved() {
        return (first & RESERVED) != 0;
    }

    long length() {
        return length;
    }

    /** Gets ready for the next one; what this one was is still known. */
    void reset() {
        lastFirst = first;
        have = 0;
    }

    int lastOpcode() {
        return lastFirst & 0xf;
    }

    boolean wasFinal() {
        return (lastFirst & FINAL) != 0;
    }
}

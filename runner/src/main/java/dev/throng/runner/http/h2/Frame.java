package dev.throng.runner.http.h2;

import dev.throng.runner.script.ByteSink;

/** The shape of frames: RFC 9113 §4.1 and §6. */
final class Frame {
    static final int HEADER_BYTES = 9;

    /** The longest payload that either side may send unless the other has asked for more; we never ask. */
    static final int MAX_PAYLOAD = 16_384;

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int ACK = 0x1;
    static final int END_STREAM = 0x1;
    static final int END_HEADERS = 0x4;
    static final int PADDED = 0x8;
    static final int WITH_PRIORITY = 0x20;

    private Frame() {}

    static void header(ByteSink out, int length, int type, int flags, int stream) {
        out.append((byte) (length >> 16));
        out.append((byte) (length >> 8));
        out.append((byte) length);
        out.append((byte) type);
        out.append((byte) flags);
        number(out, stream);
    }

    static void number(ByteSink out, int number) {
        out.append((byte) (number >> 24));
        out.append((byte) (number >> 16));
        out.append((byte) (number >> 8));
        out.append((byte) number);
    }

    static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    static int length(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff;
    }

    /** A stream's number: the reserved bit is to be ignored. */
    static int stream(byte[] bytes, int at) {
        return number(bytes, at) & Integer.MAX_VALUE;
    }

    static void setting(ByteSink out, int name, int value) {
        out.append((byte) (name >> 8));
        out.append((byte) name);
        number(out, value);
    }

    static void reset(ByteSink out, int stream, ErrorCode code) {
        header(out, 4, RST_STREAM, 0, stream);
        number(out, code.ordinal());
    }

    static void windowUpdate(ByteSink out, int stream, int increment) {
        header(out, 4, WINDOW_UPDATE, 0, stream);
        number(out, increment);
    }
}

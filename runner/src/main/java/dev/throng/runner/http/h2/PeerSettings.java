package dev.throng.runner.http.h2;

import org.jspecify.annotations.Nullable;

/** What the server lets us do: RFC 9113 §6.5. */
final class PeerSettings {
    static final int ENTRY_BYTES = 6;
    static final int USUAL_WINDOW = 65_535;

    private static final int HEADER_TABLE_SIZE = 1;
    private static final int ENABLE_PUSH = 2;
    private static final int MAX_CONCURRENT_STREAMS = 3;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int MAX_FRAME_SIZE = 5;

    private static final int LONGEST_FRAME = (1 << 24) - 1;

    private final HeaderWriter headers;
    private long maxStreams = Integer.MAX_VALUE;
    private long initialWindow = USUAL_WINDOW;

    PeerSettings(HeaderWriter headers) {
        this.headers = headers;
    }

    long maxStreams() {
        return maxStreams;
    }

    long initialWindow() {
        return initialWindow;
    }

    /** Takes the entries of one frame; gives what is wrong with them, or null. */
    @Nullable String apply(byte[] bytes, int from, int length) {
        for (int at = from; at < from + length; at += ENTRY_BYTES) {
            int name = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
            long value = Frame.number(bytes, at + 2) & 0xffff_ffffL;
            String problem = apply(name, value);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private @Nullable String apply(int name, long value) {
        switch (name) {
            case HEADER_TABLE_SIZE -> headers.tableSize(value);
            case MAX_CONCURRENT_STREAMS -> maxStreams = value;
            case INITIAL_WINDOW_SIZE -> initialWindow = value;
            default -> {}
        }
        boolean push = name == ENABLE_PUSH && value != 0;
        boolean window = name == INITIAL_WINDOW_SIZE && value > Integer.MAX_VALUE;
        boolean frame = name == MAX_FRAME_SIZE && (value < Frame.MAX_PAYLOAD || value > LONGEST_FRAME);
        return push || window || frame ? "a setting with a value that it can't have" : null;
    }
}

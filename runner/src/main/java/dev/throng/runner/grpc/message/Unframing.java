package dev.throng.runner.grpc.message;

import org.jspecify.annotations.Nullable;

/** Takes apart what comes of an answer: messages, each with a byte that says whether it is compressed, and its length. */
public final class Unframing {
    private static final int PREFIX = 5;

    /** Hears of messages, one after the other. */
    public interface Listener {
        /** One begins. What is wrong with that; null when nothing is. */
        @Nullable String begins(boolean compressed, long length);

        /** A part of it. The bytes are the caller's afterwards. */
        void part(byte[] bytes, int from, int count);

        /** It is whole. What is wrong with it; null when nothing is. */
        @Nullable String whole(boolean compressed, long atNanos);
    }

    private final byte[] prefix = new byte[PREFIX];
    private final Listener listener;
    private int prefixed;
    private long left;

    public Unframing(Listener listener) {
        this.listener = listener;
    }

    /** Another answer is to come. */
    public void begin() {
        prefixed = 0;
        left = 0;
    }

    /** Whether the answer, should it end now, ends within a message. */
    public boolean isCut() {
        return prefixed > 0;
    }

    /** Bytes have come. What is wrong with them; null when nothing is. After that nothing more is to come. */
    public @Nullable String piece(byte[] bytes, int from, int to, long atNanos) {
        int at = from;
        while (at < to) {
            String problem = null;
            if (prefixed < PREFIX) {
                prefix[prefixed++] = bytes[at++];
                problem = prefixed == PREFIX ? begins() : null;
            } else {
                int count = (int) Math.min(left, to - at);
                listener.part(bytes, at, count);
                at += count;
                left -= count;
            }
            if (problem == null && prefixed == PREFIX && left == 0) {
                prefixed = 0;
                problem = listener.whole(isCompressed(), atNanos);
            }
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private @Nullable String begins() {
        if (prefix[0] != 0 && prefix[0] != 1) {
            return "the answer is not framed as gRPC has it";
        }
        left = (prefix[1] & 0xFFL) << 24 | (prefix[2] & 0xFF) << 16 | (prefix[3] & 0xFF) << 8 | prefix[4] & 0xFF;
        return listener.begins(isCompressed(), left);
    }

    private boolean isCompressed() {
        return prefix[0] == 1;
    }
}

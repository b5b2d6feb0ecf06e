package dev.throng.runner.http.h2;

import dev.throng.runner.script.ByteSink;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what arrives into frames. The content of DATA frames is handed on in pieces as it comes; every other frame is handed on
 * as a whole, in place when it lies in one window. Confined to its loop.
 */
final class FrameReader {
    /** Who takes the frames. */
    interface Taker {
        /** A whole frame that is not DATA; valid during the call. */
        void frame(int type, int flags, int stream, byte[] bytes, int from, int length);

        /** A DATA frame begins. @param length with its padding: what counts for flow control */
        void dataBegins(int stream, int length);

        /** A piece of the present DATA frame's content. */
        void content(byte[] bytes, int from, int to);

        void dataEnds(boolean last);

        void violated(ErrorCode code, String problem);

        /** Whether nothing more is to be handed on. */
        boolean stopped();
    }

    private final Taker taker;

    /** The beginning of a frame that did not come in one piece; null nearly always. */
    private @Nullable ByteSink partial;

    /** Content of the present DATA frame that is still to come, padding included; negative between frames. */
    private int left = -1;

    private int padding;
    private boolean paddingUnknown;
    private boolean last;

    FrameReader(Taker taker) {
        this.taker = taker;
    }

    void receive(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !taker.stopped()) {
            if (left >= 0) {
                at = content(bytes, at, to);
            } else if (partial != null) {
                at = gather(partial, bytes, at, to);
            } else {
                at = begin(bytes, at, to);
            }
        }
    }

    private int begin(byte[] bytes, int at, int to) {
        int there = to - at;
        if (there >= Frame.HEADER_BYTES) {
            int length = Frame.length(bytes, at);
            if (bytes[at + 3] == Frame.DATA || length > Frame.MAX_PAYLOAD) {
                header(bytes, at, length);
                return at + Frame.HEADER_BYTES;
            }
            if (there >= Frame.HEADER_BYTES + length) {
                hand(bytes, at, length);
                return at + Frame.HEADER_BYTES + length;
            }
        }
        ByteSink kept = new ByteSink(Math.max(64, there));
        kept.append(bytes, at, there);
        partial = kept;
        return to;
    }

    private int gather(ByteSink kept, byte[] bytes, int at, int to) {
        int wanted = wanted(kept);
        int more = Math.min(wanted - kept.length(), to - at);
        kept.append(bytes, at, more);
        if (kept.length() < wanted) {
            return to;
        }
        int length = Frame.length(kept.array(), 0);
        if (kept.array()[3] == Frame.DATA || length > Frame.MAX_PAYLOAD) {
            partial = null;
            header(kept.array(), 0, length);
        } else if (kept.length() == Frame.HEADER_BYTES + length) {
            partial = null;
            hand(kept.array(), 0, length);
        }
        return at + more;
    }

    /** First the header; then, as that says how long it is, the whole. */
    private static int wanted(ByteSink kept) {
        boolean known = kept.length() >= Frame.HEADER_BYTES;
        return Frame.HEADER_BYTES + (known ? Frame.length(kept.array(), 0) : 0);
    }

    private void hand(byte[] bytes, int at, int length) {
        int stream = Frame.stream(bytes, at + 5);
        taker.frame(bytes[at + 3], bytes[at + 4], stream, bytes, at + Frame.HEADER_BYTES, length);
    }

    /** Of a frame that is not kept. */
    private void header(byte[] bytes, int at, int length) {
        int flags = bytes[at + 4];
        if (length > Frame.MAX_PAYLOAD) {
            taker.violated(ErrorCode.FRAME_SIZE_ERROR, "a frame of more than 16 KiB");
            return;
        }
        paddingUnknown = (flags & Frame.PADDED) != 0;
        if (paddingUnknown && length == 0) {
            taker.violated(ErrorCode.FRAME_SIZE_ERROR, "a padded frame without its padding's length");
            return;
        }
        padding = 0;
        last = (flags & Frame.END_STREAM) != 0;
        left = length;
        taker.dataBegins(Frame.stream(bytes, at + 5), length);
        if (length == 0) {
            end();
        }
    }

    private int content(byte[] bytes, int from, int to) {
        int at = from;
        if (paddingUnknown) {
            paddingUnknown = false;
            padding = bytes[at++] & 0xff;
            left--;
            if (padding > left) {
                taker.violated(ErrorCode.PROTOCOL_ERROR, "more padding than frame");
                return to;
            }
        }
        int size = Math.min(left - padding, to - at);
        if (size > 0) {
            taker.content(bytes, at, at + size);
            left -= size;
            at += size;
        }
        if (left == padding) {
            int skipped = Math.min(padding, to - at);
            padding -= skipped;
            left -= skipped;
            at += skipped;
        }
        if (left == 0) {
            end();
        }
        return at;
    }

    private void end() {
        left = -1;
        taker.dataEnds(last);
    }
}

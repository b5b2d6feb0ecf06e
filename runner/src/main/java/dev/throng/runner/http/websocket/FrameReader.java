package dev.throng.runner.http.websocket;

import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.script.ByteSink;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a server, in whatever pieces they come, and tells of whole messages. A message that lies whole in one window is not
 * copied. After a {@linkplain #violation violation} or a close frame nothing more is read. Confined to its loop.
 */
final class FrameReader {
    /** Whom messages are told to; their bytes are gone when a call returns. */
    interface Sink {
        void message(boolean text, byte[] bytes, int from, int length);

        void ping(byte[] bytes, int length);

        void pong();

        void closed(CloseReason reason);
    }

    private static final int MOST_CONTROL_BYTES = 125;

    private final SinkPool sinks;
    private final int mostBytes;
    private final @Nullable Inflation inflation;
    private final Sink sink;
    private final FrameHead head = new FrameHead();
    private final byte[] control = new byte[MOST_CONTROL_BYTES];
    private int controlLength;

    /** Of the frame that is being read. */
    private long left;

    private boolean inPayload;

    /** Kind of the message that is being read; negative when there is none. */
    private int message = -1;

    private boolean compressed;
    private @Nullable ByteSink gathered;
    private @Nullable Violation violation;
    private boolean closed;

    /**
     * @param mostBytes of a message, also when it is decompressed
     * @param inflation null when no compression was agreed on
     */
    FrameReader(SinkPool sinks, int mostBytes, @Nullable Inflation inflation, Sink sink) {
        this.sinks = sinks;
        this.mostBytes = mostBytes;
        this.inflation = inflation;
        this.sink = sink;
    }

    @Nullable Violation violation() {
        return violation;
    }

    void read(byte[] bytes, int from, int to) {
        int at = from;
        while ((at < to || inPayload && left == 0) && violation == null && !closed) {
            at = inPayload ? payload(bytes, at, to) : head(bytes, at, to);
        }
    }

    private int head(byte[] bytes, int from, int to) {
        int at = head.read(bytes, from, to);
        if (head.isWhole()) {
            String broken = head.broken();
            violation = broken == null ? begin() : Violation.of(broken);
            inPayload = true;
            left = head.length();
            head.reset();
        }
        return at;
    }

    /** What is wrong with a frame where it stands; null when nothing is. */
    private @Nullable Violation begin() {
        int opcode = head.opcode();
        if (head.isReserved()
                || head.isCompressed() && (inflation == null || opcode != Opcode.TEXT && opcode != Opcode.BINARY)) {
            return Violation.of("reserved bits that nobody has agreed on");
        }
        if (Opcode.isControl(opcode)) {
            controlLength = 0;
            return null;
        }
        if (opcode == Opcode.CONTINUATION) {
            if (message < 0) {
                return Violation.of("a continuation of nothing");
            }
        } else if (message >= 0) {
            return Violation.of("a message within a message");
        } else {
            message = opcode;
            compressed = head.isCompressed();
        }
        return head.length() + gatheredLength() > mostBytes ? Violation.ofSize() : null;
    }

    private int gatheredLength() {
        ByteSink before = gathered;
        return before == null ? 0 : before.length();
    }

    private int payload(byte[] bytes, int from, int to) {
        int size = (int) Math.min(left, to - from);
        left -= size;
        if (Opcode.isControl(head.lastOpcode())) {
            System.arraycopy(bytes, from, control, controlLength, size);
            controlLength += size;
            if (left == 0) {
                inPayload = false;
                control();
            }
        } else {
            data(bytes, from, size);
        }
        return from + size;
    }

    private void control() {
        switch (head.lastOpcode()) {
            case Opcode.PING -> sink.ping(control, controlLength);
            case Opcode.PONG -> sink.pong();
            default -> close();
        }
    }

    private void close() {
        violation = CloseReason.broken(control, controlLength);
        if (violation == null) {
            closed = true;
            sink.closed(CloseReason.of(control, controlLength));
        }
    }

    private void data(byte[] bytes, int from, int size) {
        boolean whole = left == 0 && head.wasFinal();
        if (left == 0) {
            inPayload = false;
        }
        if (whole && gathered == null) {
            deliver(bytes, from, size);
            return;
        }
        ByteSink all = gathered;
        if (all == null) {
            all = sinks.take();
            gathered = all;
        }
        all.append(bytes, from, size);
        if (whole) {
            gathered = null;
            deliver(all.array(), 0, all.length());
            sinks.give(all);
        }
    }

    private void deliver(byte[] bytes, int from, int length) {
        boolean text = message == Opcode.TEXT;
        message = -1;
        Inflation unpacking = inflation;
        if (!compressed || unpacking == null) {
            tell(text, bytes, from, length);
            return;
        }
        ByteSink plain = sinks.take();
        violation = unpacking.inflate(bytes, from, length, mostBytes, plain);
        if (violation == null) {
            tell(text, plain.array(), 0, plain.length());
        }
        sinks.give(plain);
    }

    private void tell(boolean text, byte[] bytes, int from, int length) {
        if (text && !Utf8.isValid(bytes, from, length)) {
            violation = Violation.ofData("a text that is no UTF-8");
        } else {
            sink.message(text, bytes, from, length);
        }
    }

    /** Gives back what it has borrowed. */
    void release() {
        ByteSink all = gathered;
        if (all != null) {
            gathered = null;
            sinks.give(all);
        }
    }
}

package dev.throng.runner.http.websocket;

import dev.throng.runner.script.ByteSink;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Unpacks messages: RFC 7692 §7.2.2. One for all connections of a loop, or one's own where the server keeps its context. */
final class Inflation implements AutoCloseable {
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private final Inflater inflater = new Inflater(true);
    private final byte[] piece = new byte[8192];
    private final boolean keepsContext;

    Inflation(boolean keepsContext) {
        this.keepsContext = keepsContext;
    }

    /** Appends what the message holds; null when that went well. */
    @Nullable Violation inflate(byte[] bytes, int from, int length, int mostBytes, ByteSink out) {
        if (!keepsContext) {
            inflater.reset();
        }
        try {
            Violation first = feed(bytes, from, length, mostBytes, out);
            return first == null ? feed(TAIL, 0, TAIL.length, mostBytes, out) : first;
        } catch (DataFormatException e) {
            return Violation.ofData("a message that cannot be unpacked");
        }
    }

    private @Nullable Violation feed(byte[] bytes, int from, int length, int mostBytes, ByteSink out)
            throws DataFormatException {
        inflater.setInput(bytes, from, length);
        while (true) {
            int count = inflater.inflate(piece);
            if (out.length() + count > mostBytes) {
                return Violation.ofSize();
            }
            out.append(piece, 0, count);
            if (inflater.finished()) {
                // A block that says it is the last: what follows begins anew.
                int rest = inflater.getRemaining();
                inflater.reset();
                if (rest == 0) {
                    return null;
                }
                inflater.setInput(bytes, from + length - rest, rest);
            } else if (count == 0) {
                return inflater.needsDictionary() ? Violation.ofData("a message that cannot be unpacked") : null;
            }
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}

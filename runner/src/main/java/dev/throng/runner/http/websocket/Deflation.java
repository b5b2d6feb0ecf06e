package dev.throng.runner.http.websocket;

import dev.throng.runner.script.ByteSink;
import java.util.zip.Deflater;

/** Packs messages, each by itself: RFC 7692 §7.2.1. One for all connections of a loop. */
final class Deflation implements AutoCloseable {
    private static final int TAIL_BYTES = 4;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final byte[] piece = new byte[8192];

    void deflate(byte[] bytes, int from, int length, ByteSink out) {
        deflater.reset();
        deflater.setInput(bytes, from, length);
        int before = out.length();
        int count;
        do {
            count = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
            out.append(piece, 0, count);
        } while (count == piece.length);
        out.truncate(Math.max(before, out.length() - TAIL_BYTES));
        if (out.length() == before) {
            out.append((byte) 0);
        }
    }

    @Override
    public void close() {
        deflater.end();
    }
}

package dev.throng.runner.http;

import dev.throng.runner.script.ByteSink;
import org.jspecify.annotations.Nullable;

/** Decodes compressed bodies. One per loop, confined to it; reuses its decompressor. */
public final class Inflating implements AutoCloseable {
    /**
     * Appends the decoded content.
     *
     * @param maxBytes bound of the decoded size, against decompression bombs
     * @return null when it went well, otherwise what is wrong, in words for the failure table
     */
    public @Nullable String decode(
            ContentCoding coding, byte[] body, int from, int length, long maxBytes, ByteSink out) {
        throw new UnsupportedOperationException("coming");
    }

    @Override
    public void close() {}
}

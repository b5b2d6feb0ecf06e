package dev.throng.runner.http.coding;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.brotli.dec.BrotliInputStream;

/** Decompressors of other people. A class of its own, so that a run that meets no such body never loads one. */
final class Libraries {
    private Libraries() {}

    /** @return yields the content piece by piece, never more than was asked for; damage is an exception of any kind */
    static InputStream decoding(ContentCoding coding, InputStream body) throws IOException {
        return switch (coding) {
            case BROTLI -> new BrotliInputStream(body);
            case ZSTD -> new ZstdInputStream(body);
            case IDENTITY, GZIP, DEFLATE, OTHER ->
                throw new IllegalArgumentException(coding + " is read without a library");
        };
    }
}

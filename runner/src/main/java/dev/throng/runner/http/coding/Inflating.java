package dev.throng.runner.http.coding;

import dev.throng.runner.script.ByteSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decodes compressed bodies: gzip (RFC 1952), deflate with the wrapper of RFC 1950 or without, as some servers send it,
 * and by libraries Brotli (RFC 7932) and Zstandard (RFC 8878). One per loop, confined to it; reuses its decompressors.
 */
public final class Inflating implements AutoCloseable {
    private static final int BLOCK = 16 * 1024;
    private static final int GZIP_HEADER = 10;
    private static final int GZIP_TRAILER = 8;
    private static final int CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final String DAMAGED = "damaged compressed body";

    private final Inflater bare = new Inflater(true);
    private final Inflater wrapped = new Inflater();
    private final CRC32 crc = new CRC32();
    private final byte[] block = new byte[BLOCK];
    private long room;

    /**
     * Appends the decoded content.
     *
     * @param maxBytes bound of the decoded size, against decompression bombs
     * @return null when it went well, otherwise what is wrong, in words for the failure table
     */
    public @Nullable String decode(
            ContentCoding coding, byte[] body, int from, int length, long maxBytes, ByteSink out) {
        room = maxBytes;
        if (length == 0) {
            return null;
        }
        return switch (coding) {
            case IDENTITY -> copy(body, from, length, out);
            case GZIP -> gunzip(body, from, from + length, out);
            case DEFLATE -> inflate(isWrapped(body, from, length) ? wrapped : bare, body, from, from + length, out);
            case BROTLI, ZSTD -> drain(coding, new ByteArrayInputStream(body, from, length), out);
            case OTHER ->
                "the body's content encoding can't be read by checks and captures; ask for gzip, deflate, br, zstd or identity";
        };
    }

    private @Nullable String copy(byte[] body, int from, int length, ByteSink out) {
        if (length > room) {
            return tooLong();
        }
        out.append(body, from, length);
        return null;
    }

    /** One member after the other; what follows the last and is none is ignored, as everybody does. */
    private @Nullable String gunzip(byte[] body, int from, int to, ByteSink out) {
        int at = from;
        do {
            int data = gzipData(body, at, to);
            if (data < 0) {
                return DAMAGED;
            }
            String problem = inflate(bare, body, data, to, out);
            if (problem != null) {
                return problem;
            }
            at = to - bare.getRemaining();
            if (to - at < GZIP_TRAILER || little(body, at) != (int) crc.getValue()) {
                return DAMAGED;
            }
            at += GZIP_TRAILER;
        } while (isGzip(body, at, to));
        return null;
    }

    private static boolean isGzip(byte[] body, int at, int to) {
        return to - at >= GZIP_HEADER && body[at] == 0x1f && body[at + 1] == (byte) 0x8b && body[at + 2] == 8;
    }

    /** Where the data of the member begins, or -1. */
    private static int gzipData(byte[] body, int from, int to) {
        if (!isGzip(body, from, to)) {
            return -1;
        }
        int flags = body[from + 3];
        int at = from + GZIP_HEADER;
        if ((flags & EXTRA) != 0) {
            at = at + 2 > to ? to : at + 2 + (body[at] & 0xff | (body[at + 1] & 0xff) << 8);
        }
        at = (flags & NAME) != 0 ? afterZero(body, at, to) : at;
        at = (flags & COMMENT) != 0 ? afterZero(body, at, to) : at;
        at = (flags & CHECKSUM) != 0 ? at + 2 : at;
        return at < to ? at : -1;
    }

    private static int afterZero(byte[] body, int from, int to) {
        int at = from;
        while (at < to && body[at] != 0) {
            at++;
        }
        return at + 1;
    }

    private static int little(byte[] body, int at) {
        return body[at] & 0xff | (body[at + 1] & 0xff) << 8 | (body[at + 2] & 0xff) << 16 | body[at + 3] << 24;
    }

    /** Compression method 8 and a header that is a multiple of 31: what bare deflate data hardly begins with. */
    private static boolean isWrapped(byte[] body, int from, int length) {
        return length >= 2 && (body[from] & 0xf) == 8 && ((body[from] & 0xff) << 8 | body[from + 1] & 0xff) % 31 == 0;
    }

    private @Nullable String inflate(Inflater inflater, byte[] body, int from, int to, ByteSink out) {
        inflater.reset();
        inflater.setInput(body, from, to - from);
        crc.reset();
        try {
            while (!inflater.finished()) {
                int count = inflater.inflate(block);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return DAMAGED;
                }
                room -= count;
                if (room < 0) {
                    return tooLong();
                }
                crc.update(block, 0, count);
                out.append(block, 0, count);
            }
            return null;
        } catch (DataFormatException damaged) {
            return DAMAGED;
        }
    }

    private @Nullable String drain(ContentCoding coding, InputStream body, ByteSink out) {
        try (InputStream decoded = Libraries.decoding(coding, body)) {
            for (int count = decoded.read(block); count >= 0; count = decoded.read(block)) {
                room -= count;
                if (room < 0) {
                    return tooLong();
                }
                out.append(block, 0, count);
            }
            return null;
        } catch (IOException | RuntimeException damaged) {
            return DAMAGED; // the libraries throw what they like
        }
    }

    private static String tooLong() {
        return "decompressed body longer than http.maxBodySize";
    }

    @Override
    public void close() {
        bare.end();
        wrapped.end();
    }
}

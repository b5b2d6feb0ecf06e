package dev.throng.runner.stats.histogram;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * HdrHistogram's V2 encoding, as every HdrHistogram library reads and writes it: a header, then the counts in index order
 * as ZigZag LEB128 numbers where a negative one is a run of zeros. Written compressed (with zlib, an outer header of its
 * own) when it is long enough for that to pay; a reader tells the two by their first four bytes.
 *
 * <p>Decoding adds straight into the target, since a master decodes some hundred thousand histograms a second.
 */
final class HistogramCodec {
    private static final int PLAIN = 0x1c849303 | 0x10;
    private static final int COMPRESSED = 0x1c849304 | 0x10;
    private static final int HEADER = 40;
    private static final int COMPRESS_FROM = 4096;
    private static final int LONGEST_NUMBER = 9;
    private static final int LONGEST = HEADER + Buckets.COUNT * LONGEST_NUMBER;

    /** A native zlib state is 30 to 250 KB and slow to make; the threads that need one are few. */
    private static final ThreadLocal<Deflater> DEFLATER = ThreadLocal.withInitial(Deflater::new);

    private static final ThreadLocal<Inflater> INFLATER = ThreadLocal.withInitial(Inflater::new);
    private static final ThreadLocal<ByteBuffer> SCRATCH = ThreadLocal.withInitial(() -> ByteBuffer.allocate(4096));

    private HistogramCodec() {}

    static byte[] encode(LatencyHistogram histogram) {
        ByteBuffer plain = plain(histogram);
        return plain.remaining() < COMPRESS_FROM ? bytes(plain) : compress(plain);
    }

    private static ByteBuffer plain(LatencyHistogram histogram) {
        ByteBuffer out = room(SCRATCH.get().clear().position(HEADER), 0);
        int next = 0;
        long[] @Nullable [] pages = histogram.pages();
        for (int number = 0; number < pages.length; number++) {
            long[] page = pages[number];
            if (page != null) {
                out = room(out, page.length * 2 * LONGEST_NUMBER);
                next = putPage(out, page, number * page.length, next);
            }
        }
        SCRATCH.set(out);
        putHeader(out, Buckets.highest(Math.max(1, next - 1)) + 1);
        return out.flip();
    }

    /** Puts the counts of a page; gives the index after the last one. */
    private static int putPage(ByteBuffer out, long[] page, int start, int from) {
        int next = from;
        for (int i = 0; i < page.length; i++) {
            if (page[i] != 0) {
                int index = start + i;
                if (index > next) {
                    putNumber(out, (long) next - index);
                }
                putNumber(out, page[i]);
                next = index + 1;
            }
        }
        return next;
    }

    private static ByteBuffer room(ByteBuffer buffer, int bytes) {
        if (buffer.remaining() >= bytes) {
            return buffer;
        }
        return ByteBuffer.allocate(Math.max(buffer.position() + bytes, buffer.capacity() * 2))
                .put(buffer.flip());
    }

    private static void putHeader(ByteBuffer out, long highestTrackable) {
        out.putInt(0, PLAIN);
        out.putInt(4, out.position() - HEADER);
        out.putInt(8, 0); // normalizing index offset
        out.putInt(12, Buckets.DIGITS);
        out.putLong(16, 1); // lowest discernible value
        out.putLong(24, highestTrackable);
        out.putDouble(32, 1.0); // integer to double conversion ratio
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] compress(ByteBuffer plain) {
        Deflater deflater = DEFLATER.get();
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        ByteBuffer out = ByteBuffer.allocate(plain.remaining() + 64).position(8);
        deflater.deflate(out);
        if (!deflater.finished()) { // did not shrink
            return bytes(plain.rewind());
        }
        out.putInt(0, COMPRESSED);
        out.putInt(4, out.position() - 8);
        return bytes(out.flip());
    }

    static void addTo(LatencyHistogram target, byte[] v2) {
        try {
            addPlain(target, uncompressed(ByteBuffer.wrap(v2)));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | DataFormatException e) {
            throw new IllegalArgumentException(
                    "not an encoded histogram of " + Buckets.DIGITS + " digits up to an hour", e);
        }
    }

    private static ByteBuffer uncompressed(ByteBuffer in) throws DataFormatException {
        if (in.getInt(0) != COMPRESSED) {
            return in;
        }
        Inflater inflater = INFLATER.get();
        inflater.reset();
        inflater.setInput(in.position(8));
        ByteBuffer out = SCRATCH.get().clear();
        while (inflater.inflate(out) > 0 && !inflater.finished() && out.capacity() < LONGEST) {
            out = room(out, out.remaining() + 1);
        }
        SCRATCH.set(out);
        if (!inflater.finished()) {
            throw new DataFormatException("cut off");
        }
        return out.flip();
    }

    private static void addPlain(LatencyHistogram target, ByteBuffer in) throws DataFormatException {
        if (in.getInt(0) != PLAIN || in.getInt(12) != Buckets.DIGITS || in.getLong(16) != 1 || in.getInt(8) != 0) {
            throw new DataFormatException("unknown header");
        }
        if (in.getInt(4) > in.limit() - HEADER) {
            throw new DataFormatException("cut off");
        }
        in.position(HEADER).limit(HEADER + in.getInt(4));
        int index = 0;
        while (in.hasRemaining()) {
            long number = number(in);
            if (number < 0) {
                index = Math.toIntExact(index - number);
            } else {
                target.count(index++, number);
            }
        }
    }

    private static void putNumber(ByteBuffer out, long signed) {
        long value = (signed << 1) ^ (signed >> 63);
        for (int i = 1; i < LONGEST_NUMBER && value >>> 7 != 0; i++) {
            out.put((byte) (value | 0x80));
            value >>>= 7;
        }
        out.put((byte) value);
    }

    /** The ninth byte, if it comes to that, carries eight bits. */
    private static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            long next = in.get();
            if (shift == 7 * (LONGEST_NUMBER - 1)) {
                value |= (next & 0xff) << shift;
                break;
            }
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                break;
            }
        }
        return (value >>> 1) ^ -(value & 1);
    }
}

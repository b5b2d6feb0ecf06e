package dev.throng.runner.script;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A growable run of bytes that templates write into; reused from request to request, confined to its loop. */
public final class ByteSink {
    /** One without room; nothing is to be written to it. */
    public static final ByteSink EMPTY = new ByteSink(0);

    private byte[] bytes;
    private int length;

    public ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    /** The backing array; valid up to {@link #length} and until the next append. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** What was written, in an array of its own. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** Forgets everything after {@code newLength}. */
    public void truncate(int newLength) {
        length = Objects.checkIndex(newLength, bytes.length + 1);
    }

    /**
     * Makes it unusable: every later touch fails. For pools that look for those who go on using what they gave back.
     *
     * @return the array it had; null when it was retired before
     */
    @SuppressWarnings("NullAway") // the next touch is to fail, not to be checked for
    public byte @Nullable [] retire() {
        byte[] had = bytes;
        bytes = null;
        length = -1;
        return had;
    }

    public void append(byte b) {
        reserve(1);
        bytes[length++] = b;
    }

    public void append(byte[] source) {
        append(source, 0, source.length);
    }

    public void append(byte[] source, int from, int count) {
        reserve(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** Appends text in UTF-8; plain ASCII is copied without a temporary array. */
    @SuppressWarnings(
            "deprecation") // String.getBytes(int, int, byte[], int) is the one copy of Latin-1 text without an
    // allocation
    public void append(String text) {
        int count = text.length();
        for (int i = 0; i < count; i++) {
            if (text.charAt(i) >= 0x80) {
                append(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
        }
        reserve(count);
        text.getBytes(0, count, bytes, length);
        length += count;
    }

    /** Appends a number in decimal. */
    public void append(long number) {
        if (number < 0) {
            appendNegative(number);
            return;
        }
        int digits = digits(number);
        reserve(digits);
        int at = length + digits;
        long rest = number;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        length += digits;
    }

    private void appendNegative(long number) {
        if (number == Long.MIN_VALUE) {
            append(Long.toString(number));
            return;
        }
        append((byte) '-');
        append(-number);
    }

    private static int digits(long number) {
        int digits = 1;
        for (long limit = 10; digits < 19 && number >= limit; limit *= 10) {
            digits++;
        }
        return digits;
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
    }
}

package dev.throng.runner.grpc.message;

import dev.throng.runner.script.ByteSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** What stands before each message of a call: a byte that says whether it is compressed, and its length in four. */
public final class Framing {
    private static final int PREFIX = 5;

    private Framing() {}

    /** The messages one after the other. */
    public static byte[] framed(List<byte[]> messages, boolean compressed) {
        ByteSink out = new ByteSink(64);
        for (byte[] message : messages) {
            int at = begin(out);
            out.append(message);
            end(out, at, compressed);
        }
        return Arrays.copyOf(out.array(), out.length());
    }

    /** Leaves room for what stands before the message that is appended next. */
    static int begin(ByteSink out) {
        int at = out.length();
        out.append(new byte[PREFIX]);
        return at;
    }

    /** The message is appended. @param at what {@link #begin} gave */
    static void end(ByteSink out, int at, boolean compressed) {
        if (compressed) {
            compress(out, at + PREFIX);
        }
        int length = out.length() - at - PREFIX;
        byte[] bytes = out.array();
        bytes[at] = (byte) (compressed ? 1 : 0);
        for (int i = 1; i < PREFIX; i++) {
            bytes[at + i] = (byte) (length >>> 8 * (PREFIX - 1 - i));
        }
    }

    private static void compress(ByteSink out, int from) {
        ByteArrayOutputStream small = new ByteArrayOutputStream(out.length() - from + 32);
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            gzip.write(out.array(), from, out.length() - from);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed to be written", impossible);
        }
        out.truncate(from);
        out.append(small.toByteArray());
    }
}

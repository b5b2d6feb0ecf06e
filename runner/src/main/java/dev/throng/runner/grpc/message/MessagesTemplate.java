package dev.throng.runner.grpc.message;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The messages of a call, each with its flag and length before it, as a template of bytes. */
record MessagesTemplate(String source, List<List<Piece>> messages, boolean compressed) implements Template {
    private static final int PREFIX = 5;

    @Override
    public boolean constant() {
        return messages.stream().allMatch(pieces -> pieces.stream().allMatch(Piece.Constant.class::isInstance));
    }

    @Override
    public boolean secret() {
        return messages.stream().flatMap(List::stream).anyMatch(MessagesTemplate::isSecret);
    }

    private static boolean isSecret(Piece piece) {
        return switch (piece) {
            case Piece.Constant _ -> false;
            case Piece.Value value -> value.template().secret();
            case Piece.Late late -> late.json().secret();
            case Piece.Sized sized -> sized.pieces().stream().anyMatch(MessagesTemplate::isSecret);
        };
    }

    @Override
    public boolean appendTo(Scope scope, ByteSink out) {
        for (List<Piece> message : messages) {
            int at = out.length();
            out.append(new byte[PREFIX]);
            for (Piece piece : message) {
                if (!piece.writeTo(scope, out)) {
                    return false;
                }
            }
            if (compressed) {
                compress(out, at + PREFIX);
            }
            prefix(out, at);
        }
        return true;
    }

    private void prefix(ByteSink out, int at) {
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

    /** There is none but its bytes. */
    @Override
    public @Nullable Object value(Scope scope) {
        return null;
    }

    @Override
    public String toString() {
        return source;
    }
}

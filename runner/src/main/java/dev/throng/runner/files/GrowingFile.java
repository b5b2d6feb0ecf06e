package dev.throng.runner.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that grows by whole pieces: what could not be written completely is taken away again, so that no reader meets half
 * a line. A pipe or a device gets the pieces as they come. Not thread-safe.
 */
public final class GrowingFile {
    private final Path path;
    private final @Nullable OutputStream through;

    private GrowingFile(Path path, @Nullable OutputStream through) {
        this.path = path;
        this.through = through;
    }

    /** Begins anew, with this; makes the folders before it. */
    public static GrowingFile begin(Path path, String first) throws IOException {
        Destination destination = Destination.of(path);
        destination.prepare();
        GrowingFile file = new GrowingFile(path, destination instanceof Special special ? special.open() : null);
        if (file.through == null) {
            Files.writeString(path, first);
        } else {
            file.append(first);
        }
        return file;
    }

    /** @throws IOException for instance when the disk is full; a later piece may succeed */
    public void append(String piece) throws IOException {
        byte[] bytes = piece.getBytes(UTF_8);
        if (through != null) {
            through.write(bytes);
            through.flush();
            return;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            append(channel, ByteBuffer.wrap(bytes));
        }
    }

    private static void append(FileChannel channel, ByteBuffer piece) throws IOException {
        long end = channel.size();
        try {
            for (long at = end; piece.hasRemaining(); at = end + piece.position()) {
                channel.write(piece, at);
            }
        } catch (IOException e) {
            channel.truncate(end);
            throw e;
        }
    }
}

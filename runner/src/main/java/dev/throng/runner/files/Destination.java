package dev.throng.runner.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalInt;

/** A place for the whole of an output. Not for two threads at once. */
public sealed interface Destination permits RegularFile, Descriptor, Special {
    /** What is standard output as a path. */
    String STANDARD_OUTPUT = "-";

    /** What this path stands for now; {@code -} and the names that the system has for it are standard output. */
    static Destination of(Path path) {
        OptionalInt descriptor = Descriptor.named(path);
        if (descriptor.isPresent()) {
            return new Descriptor(descriptor.getAsInt());
        }
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)
                ? new Special(path)
                : new RegularFile(target(path));
    }

    /** Where links end, also those that lead nowhere yet: a link stays a link. */
    private static Path target(Path path) {
        Path at = path.toAbsolutePath();
        for (int hops = 0; hops < 40 && Files.isSymbolicLink(at); hops++) {
            try {
                at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
            } catch (IOException unreadable) {
                return at;
            }
        }
        return Files.exists(at, LinkOption.NOFOLLOW_LINKS) ? at : at.normalize();
    }

    /** The same for all names of one place. */
    Path path();

    /** Whether it takes up standard output, so that nothing else may be written there. */
    default boolean isStandardOutput() {
        return false;
    }

    /** Whether what is written replaces what was there; else it comes after it. */
    default boolean isReplaced() {
        return false;
    }

    /**
     * Makes the folders before it, and tries whether it can be written as far as this is possible without writing.
     *
     * @throws IOException when it can't
     */
    void prepare() throws IOException;

    /**
     * Writes all of it.
     *
     * @throws IOException when not all of it was written; a regular file is then as it was
     */
    void write(Content content) throws IOException;

    /** Writes itself to a stream, and leaves that open. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}

package dev.throng.runner.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is there or will be. Its content is written beside it first, so that nobody reads half of one and a full disk
 * leaves the old one. Where nothing may be made beside it, or it can't be replaced because it is itself a mount (a single
 * file in a container), it is overwritten.
 */
record RegularFile(Path path) implements Destination {

    @Override
    public boolean isReplaced() {
        return true;
    }

    @Override
    public void prepare() throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "this is a folder");
        }
        Files.createDirectories(path.getParent());
        if (!mayOverwrite()) {
            Files.delete(Files.createTempFile(path.getParent(), ".throng", null));
        }
    }

    private boolean mayOverwrite() {
        return Files.exists(path) && Files.isWritable(path);
    }

    @Override
    public void write(Content content) throws IOException {
        Path beside = path.resolveSibling("." + path.getFileName() + ".tmp");
        try {
            Files.createDirectories(path.getParent());
            write(content, Files.newOutputStream(beside));
            likeBefore(beside);
            replaceBy(beside, content);
        } catch (AccessDeniedException e) {
            if (!mayOverwrite()) {
                throw e;
            }
            overwrite(content);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** A file that was private, or shared, stays so. */
    private void likeBefore(Path beside) throws IOException {
        if (Files.exists(path) && Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(path));
        }
    }

    private void replaceBy(Path beside, Content content) throws IOException {
        try {
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException e) {
            if (!mayOverwrite()) {
                throw e;
            }
            overwrite(content);
        }
    }

    private void overwrite(Content content) throws IOException {
        write(content, Files.newOutputStream(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
    }

    private static void write(Content content, OutputStream to) throws IOException {
        try (OutputStream out = new BufferedOutputStream(to)) {
            content.writeTo(out);
        }
    }
}

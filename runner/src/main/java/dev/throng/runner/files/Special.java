package dev.throng.runner.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is there and is no regular file: a named pipe, a device. Only written to, never replaced. */
record Special(Path path) implements Destination {
    /** A named pipe can be opened when somebody reads it, who may be as late as this. */
    private static final Duration READER = Duration.ofSeconds(10);

    @Override
    public void prepare() throws IOException {
        if (!Files.isWritable(path)) {
            throw new FileSystemException(path.toString(), null, "may not be written");
        }
    }

    @Override
    public void write(Content content) throws IOException {
        try (OutputStream out = new BufferedOutputStream(open())) {
            content.writeTo(out);
        }
    }

    OutputStream open() throws IOException {
        CompletableFuture<OutputStream> opening = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("open " + path).start(() -> {
            try {
                opening.complete(Files.newOutputStream(path, StandardOpenOption.WRITE));
            } catch (IOException e) {
                opening.completeExceptionally(e);
            }
        });
        try {
            return opening.get(READER.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new FileSystemException(path.toString(), null, "nobody reads it");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

package dev.throng.runner.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts answered requests and writes a line for each when a file was given. Thread-safe. */
final class AccessLog implements AutoCloseable {
    private static final Duration FLUSH_PAUSE = Duration.ofMillis(200);

    private final LongAdder answered = new LongAdder();
    private final @Nullable BufferedWriter lines;
    private final @Nullable Thread flusher;

    AccessLog(@Nullable Path file) {
        try {
            lines = file == null ? null : Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the access log " + file, e);
        }
        flusher = lines == null ? null : Thread.ofVirtual().start(() -> flush(lines));
    }

    /** Who counts the lines need not wait for the end. */
    private static void flush(BufferedWriter lines) {
        try {
            while (true) {
                Thread.sleep(FLUSH_PAUSE);
                synchronized (lines) {
                    lines.flush();
                }
            }
        } catch (InterruptedException | IOException closed) {
            // what is left is written when it is closed
        }
    }

    void add(String method, String uri, int status) {
        answered.increment();
        if (lines != null) {
            write(method + ' ' + uri + ' ' + status + '\n');
        }
    }

    long answered() {
        return answered.sum();
    }

    private void write(String line) {
        BufferedWriter open = lines;
        if (open == null) {
            return;
        }
        try {
            synchronized (open) {
                open.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (flusher != null) {
            flusher.interrupt();
        }
        try {
            if (lines != null) {
                lines.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

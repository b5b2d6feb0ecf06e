package dev.throng.runner.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts answered requests and writes a line for each when a file was given. Thread-safe. */
final class AccessLog implements AutoCloseable {
    private final LongAdder answered = new LongAdder();
    private final @Nullable BufferedWriter lines;

    AccessLog(@Nullable Path file) {
        try {
            lines = file == null ? null : Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the access log " + file, e);
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
        try {
            if (lines != null) {
                lines.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.throng.runner.imports;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The lines of a log, of which none takes more memory than a line of a log does: longer ones are cut. */
final class LogLines implements Iterator<String> {
    private static final int LONGEST = 1 << 16;

    private final Reader reader;
    private final char[] buffer = new char[1 << 16];
    private int at;
    private int end;
    private final StringBuilder line = new StringBuilder();
    private boolean there;
    private boolean ended;

    private LogLines(Reader reader) {
        this.reader = reader;
    }

    /** An {@link IOException} comes out as an {@link UncheckedIOException}. */
    static Stream<String> of(Reader reader) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new LogLines(reader), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    @Override
    public boolean hasNext() {
        if (!there && !ended) {
            read();
        }
        return there;
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        there = false;
        return line.toString();
    }

    private int character() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, reader.read(buffer));
        }
        return end == 0 ? -1 : buffer[at++];
    }

    private void read() {
        line.setLength(0);
        try {
            for (int c = character(); c != '\n'; c = character()) {
                if (c < 0) {
                    ended = true;
                    there = !line.isEmpty();
                    return;
                }
                if (c != '\r' && line.length() < LONGEST) {
                    line.append((char) c);
                }
            }
            there = true;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

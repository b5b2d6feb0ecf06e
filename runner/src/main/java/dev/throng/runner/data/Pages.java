package dev.throng.runner.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pages of a file that were used last. Safe for all threads. */
final class Pages<T> {
    private static final int MOST = 64;

    private final Reader<T> reader;
    private final Map<Integer, List<T>> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** Reads a page. */
    interface Reader<T> {
        List<T> read(int page) throws IOException;
    }

    Pages(Reader<T> reader) {
        this.reader = reader;
    }

    /** @throws UncheckedIOException the file cannot be read any more */
    synchronized List<T> page(int number) {
        List<T> known = kept.get(number);
        if (known == null) {
            try {
                known = reader.read(number);
            } catch (IOException gone) {
                throw new UncheckedIOException("a data file cannot be read any more: " + gone.getMessage(), gone);
            }
            kept.put(number, known);
            if (kept.size() > MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return known;
    }
}

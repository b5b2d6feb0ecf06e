package dev.throng.runner.web.live;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Rows of a table that grows and changes, each with a number that stays its own, and which of them changed since the last
 * time: a page that has the table needs these only. Confined to the feed.
 *
 * @param <K> what identifies a row
 * @param <R> the row; equal when nothing in it changed
 */
final class Rows<K, R> {
    private final Function<R, K> key;
    private final Map<K, Integer> numbers = new HashMap<>();
    private final Map<Integer, R> rows = new LinkedHashMap<>();

    Rows(Function<R, K> key) {
        this.key = key;
    }

    /** Writes one row: the array is begun and ended around it. */
    @FunctionalInterface
    interface Writer<R> {
        void write(JsonGenerator json, R row) throws IOException;
    }

    /** Takes the table's new content, and says which rows are new or changed. */
    List<Integer> update(List<R> now) {
        List<Integer> changed = new ArrayList<>();
        for (R row : now) {
            int number = numbers.computeIfAbsent(key.apply(row), unused -> numbers.size());
            if (!row.equals(rows.put(number, row))) {
                changed.add(number);
            }
        }
        return changed;
    }

    /** The number of a row that was there. */
    int number(R row) {
        return Objects.requireNonNull(numbers.get(key.apply(row)));
    }

    List<Integer> all() {
        return List.copyOf(rows.keySet());
    }

    /** Forgets the rows but not their numbers. */
    void clear() {
        rows.clear();
    }

    /** An array of arrays, each with the row's number first. */
    void write(JsonGenerator json, List<Integer> which, Writer<R> writer) throws IOException {
        json.writeStartArray();
        for (int number : which) {
            R row = rows.get(number);
            if (row != null) {
                json.writeStartArray();
                json.writeNumber(number);
                writer.write(json, row);
                json.writeEndArray();
            }
        }
        json.writeEndArray();
    }
}

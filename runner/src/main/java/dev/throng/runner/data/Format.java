package dev.throng.runner.data;

import java.util.Locale;
import java.util.Optional;

/** How rows are written. */
public enum Format {
    /** Comma-separated, a line with the columns' names first. */
    CSV,
    /** The same with tabs. */
    TSV,
    /** An array of objects. */
    JSON,
    /** An object in each line. */
    JSONL;

    /** By the name's ending. */
    public static Optional<Format> of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return Optional.of(CSV);
        }
        if (name.endsWith(".tsv") || name.endsWith(".tab")) {
            return Optional.of(TSV);
        }
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return Optional.of(JSONL);
        }
        return name.endsWith(".json") ? Optional.of(JSON) : Optional.empty();
    }
}

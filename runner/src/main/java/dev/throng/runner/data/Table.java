package dev.throng.runner.data;

import java.util.List;

/**
 * How separated text is read.
 *
 * @param separator between two fields
 * @param columns their names, when the first line is a row already; empty when it names them
 */
public record Table(char separator, List<String> columns) {
    public Table {
        columns = List.copyOf(columns);
    }

    /** Tabs or commas, and a first line that names the columns. */
    public static Table usual(Format format) {
        return new Table(format == Format.TSV ? '\t' : ',', List.of());
    }
}

package dev.throng.kubectl.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows below their titles, as kubectl writes them. */
public final class Table {
    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... titles) {
        row(titles);
    }

    public void row(String... cells) {
        rows.add(Arrays.stream(cells).map(Words::clean).toList());
    }

    public List<String> lines() {
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, widths.length)
                        .mapToObj(column -> row.get(column)
                                + " ".repeat(widths[column] - row.get(column).length()))
                        .collect(Collectors.joining(GAP))
                        .stripTrailing())
                .toList();
    }
}

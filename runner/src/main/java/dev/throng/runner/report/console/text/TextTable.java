package dev.throng.runner.report.console.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A table of text that fits a width: first its flexible column is shortened, then the columns that matter least are left
 * out.
 */
public final class TextTable {
    private static final String GAP = "  ";
    private static final int LEAST_FLEXIBLE = 24;

    /** Columns of numbers are not narrower, so that they stand still while the numbers change. */
    private static final int STEADY = 7;

    private final Ink ink;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    public TextTable(Ink ink) {
        this.ink = ink;
    }

    /** @param weight columns of a lower weight are left out first; 0 never */
    private record Column(String title, boolean rightAligned, boolean flexible, int weight) {}

    /** Text, and how it is painted once it has its width. */
    public record Cell(String text, UnaryOperator<String> paint) {
        public static Cell of(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    public TextTable text(String title) {
        columns.add(new Column(title, false, false, 0));
        return this;
    }

    /** The column that gives way when it is narrow. */
    public TextTable flexible(String title) {
        columns.add(new Column(title, false, true, 0));
        return this;
    }

    public TextTable number(String title, int weight) {
        columns.add(new Column(title, true, false, weight));
        return this;
    }

    TextTable optional(String title, int weight) {
        columns.add(new Column(title, false, false, weight));
        return this;
    }

    public void row(List<Cell> cells) {
        rows.add(cells);
    }

    public void row(String... cells) {
        row(List.of(cells).stream().map(Cell::of).toList());
    }

    /** A line across the table. */
    public void rule() {
        rows.add(List.of());
    }

    /** @param header whether the titles are shown */
    public List<String> lines(int width, boolean header) {
        List<Integer> shown = shown(width);
        int[] widths = widths();
        columns.stream().filter(Column::flexible).findFirst().ifPresent(flexible -> {
            int index = columns.indexOf(flexible);
            widths[index] = Math.clamp(
                    widths[index] - (total(shown, widths) - width), Math.min(1, widths[index]), widths[index]);
        });
        List<String> lines = new ArrayList<>();
        if (header) {
            lines.add(line(
                    shown,
                    widths,
                    columns.stream()
                            .map(column -> new Cell(column.title, ink::dim))
                            .toList()));
        }
        for (List<Cell> row : rows) {
            lines.add(row.isEmpty() ? ink.dim(ink.rule().repeat(total(shown, widths))) : line(shown, widths, row));
        }
        return lines;
    }

    private List<Integer> shown(int width) {
        int[] least = widths();
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            shown.add(i);
            least[i] = columns.get(i).flexible ? Math.min(least[i], LEAST_FLEXIBLE) : least[i];
        }
        while (total(shown, least) > width && leaveOut(shown)) {}
        return shown;
    }

    private boolean leaveOut(List<Integer> shown) {
        return shown.stream()
                .filter(index -> columns.get(index).weight > 0)
                .min((a, b) -> Integer.compare(columns.get(a).weight, columns.get(b).weight))
                .map(shown::remove)
                .orElse(false);
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            int content = rows.stream()
                    .filter(row -> !row.isEmpty())
                    .mapToInt(row -> Cells.width(row.get(column).text))
                    .max()
                    .orElse(0);
            int least = columns.get(i).rightAligned && !columns.get(i).title.isEmpty() ? STEADY : 0;
            widths[i] = Math.max(least, Math.max(content, Cells.width(columns.get(i).title)));
        }
        return widths;
    }

    private static int total(List<Integer> shown, int[] widths) {
        return shown.stream().mapToInt(index -> widths[index] + GAP.length()).sum() - GAP.length();
    }

    private String line(List<Integer> shown, int[] widths, List<Cell> cells) {
        List<String> parts = new ArrayList<>();
        for (int index : shown) {
            Cell cell = cells.get(index);
            String text = Cells.cut(cell.text, widths[index], ink.ellipsis());
            boolean last = index == shown.getLast() && !columns.get(index).rightAligned;
            String padded = columns.get(index).rightAligned
                    ? Cells.right(text, widths[index])
                    : last ? text : Cells.left(text, widths[index]);
            parts.add(cell.paint.apply(padded));
        }
        return String.join(GAP, parts);
    }
}

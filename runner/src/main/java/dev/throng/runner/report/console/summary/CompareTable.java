package dev.throng.runner.report.console.summary;

import dev.throng.runner.report.console.text.Cells;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.TextTable;
import dev.throng.runner.report.console.text.TextTable.Cell;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.Comparison;
import dev.throng.runner.verdict.Comparison.Compared;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Two runs beside each other: all requests, and each name that became worse. */
final class CompareTable {
    private CompareTable() {}

    static List<String> lines(Comparison comparison, int width, Ink ink) {
        if (comparison.rows().isEmpty()) {
            return List.of(ink.dim("Nothing to compare: one of the two runs has too few requests."));
        }
        TextTable table = new TextTable(ink)
                .text("")
                .text("metric")
                .number("before", 0)
                .number("now", 0)
                .number("change", 0)
                .flexible("");
        List<Compared> shown = comparison.rows().stream()
                .filter(row -> row.name().isEmpty() || !row.passed())
                .toList();
        shown.forEach(row -> table.row(cells(row, ink)));
        List<String> lines = new ArrayList<>(table.lines(width, true));
        int more = comparison.rows().size() - shown.size();
        if (more > 0) {
            lines.add(ink.dim(more + (more == 1 ? " comparison by name shows" : " comparisons by name show")
                    + " no regression."));
        }
        return lines;
    }

    private static List<Cell> cells(Compared row, Ink ink) {
        UnaryOperator<String> paint = row.passed() ? UnaryOperator.identity() : ink::red;
        return List.of(
                new Cell(row.passed() ? ink.tick() : ink.cross(), UnaryOperator.identity()),
                Cell.of(row.metric()),
                Cell.of(ink.text(value(row, row.before()))),
                new Cell(ink.text(value(row, row.now())), paint),
                new Cell(change(row), paint),
                new Cell(ink.text(Cells.clean(row.name().orElse("all requests"))), ink::dim));
    }

    private static String value(Compared row, double value) {
        return switch (row.metric()) {
            case "failureRate" -> Figure.share(value);
            case "rps" -> Figure.rate(value);
            default -> Figure.millis(value);
        };
    }

    private static String change(Compared row) {
        return Figure.change(row.change(), row.metric().equals("failureRate") ? "points" : "%");
    }
}

package dev.throng.runner.report.console.live;

import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.report.console.text.TextTable;
import dev.throng.runner.report.console.text.TextTable.Cell;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.total.Live;
import java.util.List;
import java.util.function.UnaryOperator;

/** The live view's table of loads side by side; one load has the figures of the run. */
final class LoadRows {
    private LoadRows() {}

    /** @return how many lines it took */
    static int write(Live live, Page page) {
        if (live.loads().isEmpty()) {
            return 0;
        }
        int before = page.lines().size();
        Ink ink = page.ink();
        page.blank();
        TextTable table = new TextTable(ink)
                .flexible("load, last 10 s")
                .text("intended")
                .number("req/s", 0)
                .number("failed", 0)
                .number("p50", 1)
                .number("p95", 0)
                .number("p99", 2);
        live.loads().forEach(row -> table.row(cells(row, page)));
        table.lines(page.width(), true).forEach(page::line);
        return page.lines().size() - before;
    }

    private static List<Cell> cells(Live.LoadFigures row, Page page) {
        Live.Figures recent = row.recent();
        UnaryOperator<String> plain = UnaryOperator.identity();
        return List.of(
                Cell.of(page.clean(row.name())),
                new Cell(page.clean(row.intended()), page.ink()::dim),
                Cell.of(Figure.rate(recent.rps()).replace("/s", "")),
                new Cell(
                        recent.failures() == 0 ? "0" : Figure.share(recent.failureRate()),
                        recent.failures() == 0 ? plain : page.ink()::red),
                Cell.of(page.text(Figure.millis(recent.p50()))),
                Cell.of(page.text(Figure.millis(recent.p95()))),
                Cell.of(page.text(Figure.millis(recent.p99()))));
    }
}

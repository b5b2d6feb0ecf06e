package dev.throng.runner.report.console.live;

import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.report.console.text.TextTable;
import dev.throng.runner.report.console.text.TextTable.Cell;
import dev.throng.runner.report.console.text.Titles;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.stats.total.Live.NameFigures;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** The live view's table: the busiest request names, in the order of their names. */
final class NamesSection {
    private final Live live;
    private final Page page;
    private final Ink ink;
    private final Titles titles;

    private NamesSection(Live live, Page page) {
        this.live = live;
        this.page = page;
        this.ink = page.ink();
        this.titles = Titles.of(live);
    }

    /** @param room how many names there is room for */
    static void write(Live live, Page page, int room) {
        new NamesSection(live, page).names(room);
    }

    private void names(int room) {
        List<NameFigures> shown = live.names().stream()
                .sorted(Comparator.comparingDouble(
                                (NameFigures row) -> -row.recent().rps())
                        .thenComparing(NameFigures::key))
                .limit(Math.max(0, room))
                .sorted(Comparator.comparing(NameFigures::key))
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        page.blank();
        TextTable table = new TextTable(ink)
                .text("method")
                .flexible("name, last 10 s")
                .number("req/s", 0)
                .number("failed", 0)
                .number("p50", 1)
                .number("p95", 0)
                .number("p99", 2);
        shown.forEach(row -> table.row(cells(row)));
        table.lines(page.width(), true).forEach(page::line);
        int more = live.names().size() - shown.size();
        if (more > 0) {
            page.line(ink.dim("and " + Figure.of(more, "more name")));
        }
    }

    private List<Cell> cells(NameFigures row) {
        Live.Figures recent = row.recent();
        UnaryOperator<String> plain = UnaryOperator.identity();
        return List.of(
                new Cell(page.clean(row.key().method()), ink::cyan),
                Cell.of(page.clean(titles.of(row.key()))),
                Cell.of(Figure.rate(recent.rps()).replace("/s", "")),
                new Cell(
                        recent.failures() == 0 ? "0" : Figure.share(recent.failureRate()),
                        recent.failures() == 0 ? plain : ink::red),
                Cell.of(page.text(Figure.millis(recent.p50()))),
                Cell.of(page.text(Figure.millis(recent.p95()))),
                Cell.of(page.text(Figure.millis(recent.p99()))));
    }
}

package dev.throng.runner.report.console.summary;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.Result.LoadResult;
import dev.throng.runner.report.Result.NameResult;
import dev.throng.runner.report.console.text.Clock;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.report.console.text.TextTable;
import dev.throng.runner.report.console.text.TextTable.Cell;
import dev.throng.runner.stats.Figure;
import java.util.List;
import java.util.function.UnaryOperator;

/** Several loads side by side: what came of each. */
final class LoadsSection {
    private LoadsSection() {}

    static void write(Result result, Page page) {
        if (result.loads().isEmpty()) {
            return;
        }
        page.title("Loads");
        TextTable table = new TextTable(page.ink())
                .flexible("load")
                .text("intended")
                .text("when")
                .number("requests", 0)
                .number("failed", 0)
                .number("p50", 5)
                .number("p95", 0)
                .number("p99", 7)
                .number("req/s", 6);
        result.loads().forEach(load -> table.row(cells(load, page)));
        page.add(table.lines(page.width(), true));
        page.blank();
    }

    private static List<Cell> cells(LoadResult load, Page page) {
        NameResult row = load.total();
        UnaryOperator<String> failed = row.failures() > 0 ? page.ink()::red : UnaryOperator.identity();
        return List.of(
                Cell.of(page.clean(load.name())),
                Cell.of(page.clean(load.intended())),
                Cell.of(clock(load.fromSeconds()) + " to " + clock(load.toSeconds())),
                Cell.of(Figure.count(row.requests())),
                new Cell(failed(row), failed),
                Cell.of(time(row, "50", page)),
                Cell.of(time(row, "95", page)),
                Cell.of(time(row, "99", page)),
                Cell.of(page.text(Figure.rate(row.rps()).replace("/s", ""))));
    }

    private static String clock(double seconds) {
        return Clock.text(Math.round(seconds * 1e9));
    }

    private static String failed(NameResult row) {
        return row.failures() == 0 ? "0" : Figure.count(row.failures()) + " (" + Figure.share(row.failureRate()) + ")";
    }

    private static String time(NameResult row, String percent, Page page) {
        return page.text(Figure.millis(row.response().percentiles().getOrDefault(percent, Double.NaN)));
    }
}

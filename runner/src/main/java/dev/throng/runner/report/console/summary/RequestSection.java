package dev.throng.runner.report.console.summary;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.Result.NameResult;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.report.console.text.TextTable;
import dev.throng.runner.report.console.text.TextTable.Cell;
import dev.throng.runner.report.console.text.Titles;
import dev.throng.runner.stats.Figure;
import java.util.List;
import java.util.function.UnaryOperator;

/** The summary's table of request names. */
final class RequestSection {
    private final Result result;
    private final Page page;
    private final Ink ink;
    private final Titles titles;

    private RequestSection(Result result, Page page) {
        this.result = result;
        this.page = page;
        this.ink = page.ink();
        this.titles = Titles.of(result);
    }

    static void write(Result result, Page page) {
        new RequestSection(result, page).requests();
    }

    private void requests() {
        TextTable table = new TextTable(ink)
                .text("method")
                .flexible("name")
                .number("requests", 0)
                .number("failed", 0)
                .number("p50", 5)
                .number("p95", 0)
                .number("p99", 7)
                .number("max", 3)
                .number("mean", 2)
                .number("req/s", 6);
        result.names().stream().filter(row -> row.requests() > 0).forEach(row -> table.row(cells(row)));
        table.rule();
        table.row(cells(result.total()));
        page.add(table.lines(page.width(), true));
        long asideRequests =
                result.once().stream().mapToLong(NameResult::requests).sum();
        long asideFailures =
                result.once().stream().mapToLong(NameResult::failures).sum();
        apart(result.warmup().requests() - asideRequests, result.warmup().failures() - asideFailures);
        page.blank();
        once();
    }

    private void apart(long requests, long failures) {
        if (requests > 0) {
            page.line(ink.dim("Not counted above: " + Figure.of(requests, "request") + " of the warm-up"
                    + (failures == 0 ? "" : ", " + Figure.count(failures) + " of them failed") + "."));
        }
    }

    /** What was done before the load and after it. */
    private void once() {
        if (result.once().isEmpty()) {
            return;
        }
        page.title("Once, beside the load");
        TextTable table = new TextTable(ink)
                .text("")
                .text("method")
                .flexible("name")
                .number("requests", 0)
                .number("failed", 0)
                .number("max", 3);
        result.once()
                .forEach(row -> table.row(List.of(
                        Cell.of(page.clean(row.key().user())),
                        new Cell(page.clean(row.key().method()), ink::cyan),
                        Cell.of(page.clean(row.key().name())),
                        Cell.of(Figure.count(row.requests())),
                        new Cell(failed(row), row.failures() > 0 ? ink::red : UnaryOperator.identity()),
                        Cell.of(page.text(Figure.millis(row.response().max()))))));
        page.add(table.lines(page.width(), true));
        page.blank();
    }

    private List<Cell> cells(NameResult row) {
        boolean total = row.key().method().isEmpty();
        UnaryOperator<String> weight = total ? ink::bold : UnaryOperator.identity();
        UnaryOperator<String> failed = row.failures() > 0 ? ink::red : weight;
        return List.of(
                new Cell(page.clean(row.key().method()), ink::cyan),
                new Cell(page.clean(titles.of(row.key())), weight),
                new Cell(Figure.count(row.requests()), weight),
                new Cell(failed(row), failed),
                new Cell(time(row, "50"), weight),
                new Cell(time(row, "95"), weight),
                new Cell(time(row, "99"), weight),
                new Cell(page.text(Figure.millis(row.response().max())), weight),
                new Cell(page.text(Figure.millis(row.response().mean())), weight),
                new Cell(page.text(Figure.rate(row.rps()).replace("/s", "")), weight));
    }

    private String failed(NameResult row) {
        return row.failures() == 0 ? "0" : Figure.count(row.failures()) + " (" + Figure.share(row.failureRate()) + ")";
    }

    private String time(NameResult row, String percent) {
        return page.text(Figure.millis(row.response().percentiles().getOrDefault(percent, Double.NaN)));
    }
}

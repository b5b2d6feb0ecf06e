package dev.throng.runner.report.console.summary;

import dev.throng.runner.report.CustomRow;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.report.console.text.TextTable;
import dev.throng.runner.report.console.text.TextTable.Cell;
import java.util.List;
import java.util.Locale;

/** What the scenario's code has measured beside requests. */
final class MetricSection {
    private MetricSection() {}

    static void write(Result result, Page page) {
        List<CustomRow> rows = CustomRow.of(result.timings());
        if (rows.isEmpty()) {
            return;
        }
        page.title("The scenario's own");
        TextTable table = new TextTable(page.ink())
                .text("")
                .flexible("name")
                .number("count", 0)
                .number("value", 0)
                .number("p50", 2)
                .number("p95", 2)
                .number("max", 1);
        rows.forEach(row -> table.row(cells(row, page)));
        page.add(table.lines(page.width(), false));
        page.blank();
    }

    private static List<Cell> cells(CustomRow row, Page page) {
        boolean spread = switch (row.metric().kind()) {
            case TREND, TIME, GAUGE, GROUP -> true;
            case COUNTER, RATE, GROUP_FAILURES, CHECK -> false;
        };
        return List.of(
                new Cell(row.metric().kind().name().toLowerCase(Locale.ROOT), page.ink()::cyan),
                Cell.of(page.clean(row.metric().name())),
                Cell.of(String.format(Locale.ROOT, "%,d", row.values().count())),
                Cell.of(value(row)),
                Cell.of(spread ? number(row.percentile("50"), row.unit()) : ""),
                Cell.of(spread ? number(row.percentile("95"), row.unit()) : ""),
                Cell.of(spread ? number(row.values().max(), row.unit()) : ""));
    }

    /** The one number that says it. */
    private static String value(CustomRow row) {
        return switch (row.metric().kind()) {
            case COUNTER, GROUP_FAILURES -> number(row.sum(), "");
            case RATE -> String.format(Locale.ROOT, "%.3g %%", row.share() * 100);
            case CHECK ->
                row.failed() == 0
                        ? "100 %"
                        : String.format(Locale.ROOT, "%.2f %%, %,d not", row.share() * 100, row.failed());
            case GROUP -> row.failed() + " failed";
            case TREND, TIME, GAUGE -> "mean " + number(row.values().mean(), row.unit());
        };
    }

    private static String number(double value, String unit) {
        String digits = value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, value < 100 ? "%.3g" : "%,.1f", value);
        return unit.isEmpty() ? digits : digits + " " + unit;
    }
}

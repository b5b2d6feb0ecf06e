package dev.throng.runner.report.html;

import dev.throng.runner.report.CustomRow;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.CustomMetric.Kind;
import dev.throng.runner.stats.Figure;
import java.util.List;
import java.util.Locale;

/** What the scenario itself has measured: groups of steps, and metrics of its code. */
final class HtmlMetrics {
    private HtmlMetrics() {}

    static void write(HtmlPage page, Result result) {
        List<CustomRow> rows = CustomRow.of(result.timings());
        if (rows.isEmpty()) {
            return;
        }
        page.open("section", "id", "metrics").element("h2", "Measured by the scenario");
        page.open("div", "class", "scroller")
                .open("table", "class", "sortable")
                .open("thead")
                .open("tr")
                .elements("th", "Name", "Kind");
        for (String head : List.of("Count", "Failed", "Sum or share", "Mean", "Median", "p95", "p99", "Max")) {
            page.element("th", head, "class", "number");
        }
        page.close("tr").close("thead").open("tbody");
        rows.forEach(row -> row(page, row));
        page.close("tbody").close("table").close("div").close("section");
    }

    private static void row(HtmlPage page, CustomRow row) {
        Kind kind = row.metric().kind();
        page.open("tr").open("th", "scope", "row").text(row.metric().name()).close("th");
        page.element("td", kind.name().toLowerCase(Locale.ROOT));
        page.number(row.values().count(), Figure.count(row.values().count()));
        page.number(row.failed(), row.canFail() ? Figure.count(row.failed()) : "", row.failed() > 0 ? "bad" : "quiet");
        page.number(kind == Kind.RATE || kind == Kind.CHECK ? row.share() : row.sum(), row.whole());
        for (double value : row.spread("50", "95", "99")) {
            page.number(value, row.text(value));
        }
        page.close("tr");
    }
}

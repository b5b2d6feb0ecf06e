package dev.throng.runner.report.html;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.Result.NameResult;
import dev.throng.runner.report.Result.NameSeries;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.StatusCount;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables of figures: by request name, and by stage. */
final class HtmlRequests {
    private static final int FEW = 12;

    private HtmlRequests() {}

    static void names(HtmlPage page, Result result) {
        page.open("section").element("h2", "Requests");
        page.element(
                "p",
                "Times in milliseconds, from the intended start to the last byte; judged requests only. Small lines: the run over time.",
                "class",
                "lead");
        if (result.names().size() > FEW) {
            page.raw(
                    "<p class=\"search\"><input type=\"search\" placeholder=\"Search\" aria-label=\"Search requests\"><span></span></p>");
        }
        page.open("div", "class", "scroller").open("table", "class", "sortable", "id", "requests");
        heads(page);
        page.open("tbody");
        row(page, result.total(), List.of(), true);
        Map<RequestKey, NameSeries> series = result.nameSeries().stream()
                .collect(Collectors.toMap(NameSeries::key, Function.identity(), (a, b) -> a));
        for (NameResult row : result.names()) {
            row(page, row, series.containsKey(row.key()) ? series.get(row.key()).points() : List.of(), false);
        }
        page.close("tbody").close("table").close("div");
        statuses(page, result);
        page.close("section");
    }

    /** Only where the target did not always answer the same. */
    private static void statuses(HtmlPage page, Result result) {
        List<StatusCount> all = result.total().statuses();
        if (all.size() < 2) {
            return;
        }
        page.element("h3", "Answers by status");
        page.open("div", "class", "scroller")
                .open("table", "class", "sortable", "id", "statuses")
                .open("thead")
                .open("tr")
                .element("th", "Request");
        all.forEach(count -> page.element("th", count.text(), "class", "number"));
        page.element("th", "None", "class", "number").close("tr").close("thead").open("tbody");
        statuses(page, result.total(), all, true);
        result.names().stream().filter(row -> row.requests() > 0).forEach(row -> statuses(page, row, all, false));
        page.close("tbody").close("table").close("div");
    }

    private static void statuses(HtmlPage page, NameResult row, List<StatusCount> columns, boolean total) {
        page.open("tr", "class", total ? "total" : "").open("th", "scope", "row");
        if (total) {
            page.text("All requests");
        } else {
            key(page, row.key());
        }
        page.close("th");
        long none = row.requests();
        for (StatusCount column : columns) {
            StatusCount count = row.statuses().stream()
                    .filter(seen -> seen.status() == column.status())
                    .findFirst()
                    .orElse(new StatusCount(column.status(), 0, 0));
            none -= count.requests();
            page.number(
                    count.requests(),
                    Figure.count(count.requests()),
                    count.failures() > 0 ? "bad" : count.requests() == 0 ? "quiet" : "");
        }
        page.number(none, Figure.count(none), none == 0 ? "quiet" : "bad").close("tr");
    }

    private static void heads(HtmlPage page) {
        page.open("thead").open("tr").element("th", "Request");
        for (String head : List.of(
                "Requests", "Failed", "Per second", "Mean", "Median", "p90", "p95", "p99", "p99.9", "Max", "Size")) {
            page.element("th", head, "class", "number");
        }
        page.elements("th", "Rate", "p95").close("tr").close("thead");
    }

    private static void row(HtmlPage page, NameResult row, List<double[]> points, boolean total) {
        page.open("tr", "class", total ? "total" : "").open("th", "scope", "row");
        if (total) {
            page.text("All requests");
        } else {
            key(page, row.key());
        }
        page.close("th").number(row.requests(), Figure.count(row.requests()));
        page.number(
                row.failureRate(),
                row.failures() == 0 ? "0" : Figure.share(row.failureRate()),
                row.failures() == 0 ? "quiet" : "bad");
        page.number(row.rps(), Figure.digits(row.rps()));
        page.number(row.response().mean(), Figure.digits(row.response().mean()));
        for (String percentile : List.of("50", "90", "95", "99", "99.9")) {
            double value = HtmlSummary.percentile(row, percentile);
            page.number(value, Figure.digits(value), percentile.equals("95") ? "strong" : "");
        }
        page.number(row.response().max(), Figure.digits(row.response().max()));
        double size = row.requests() == 0 ? Double.NaN : (double) row.bytesReceived() / row.requests();
        page.number(size, row.requests() == 0 ? "–" : Figure.bytes(size), "quiet");
        HtmlSparkline.write(page, "s-rate", points, point -> point[1]);
        HtmlSparkline.write(page, "s-p95", points, point -> point[4]);
        page.close("tr");
    }

    static void key(HtmlPage page, RequestKey key) {
        page.open("div", "class", "key").element("span", key.method(), "class", "method");
        page.element("span", key.name(), "class", "name");
        if (!key.user().isEmpty()) {
            page.element("small", key.user());
        }
        page.close("div");
    }

    static void stages(HtmlPage page, Result result) {
        parts(page, "Stage");
        for (Result.PhaseResult phase : result.phases()) {
            String note = phase.judged() ? "" : "not judged";
            part(page, phase.name(), note, phase.fromSeconds(), phase.toSeconds(), phase.total());
        }
        page.close("tbody").close("table").close("div");
    }

    /** Only where several were side by side. */
    static void loads(HtmlPage page, Result result) {
        if (result.loads().isEmpty()) {
            return;
        }
        page.open("section").element("h2", "Loads");
        page.element(
                "p",
                "What came of each of the loads side by side; per second of the time in which it was there.",
                "class",
                "lead");
        parts(page, "Load");
        for (Result.LoadResult load : result.loads()) {
            part(page, load.name(), load.intended(), load.fromSeconds(), load.toSeconds(), load.total());
        }
        page.close("tbody").close("table").close("div").close("section");
    }

    private static void parts(HtmlPage page, String what) {
        page.open("div", "class", "scroller")
                .open("table")
                .open("thead")
                .open("tr")
                .element("th", what);
        for (String head : List.of("From", "Took", "Requests", "Per second", "Failed", "Median", "p95", "p99", "Max")) {
            page.element("th", head, "class", "number");
        }
        page.close("tr").close("thead").open("tbody");
    }

    private static void part(HtmlPage page, String name, String note, double from, double to, NameResult row) {
        page.open("tr").open("th", "scope", "row").text(name);
        if (!note.isEmpty()) {
            page.element("small", note);
        }
        page.close("th");
        page.number(from, HtmlAxis.stopwatch(Math.round(from)));
        page.number(to - from, Figure.seconds(Math.round(to - from)));
        page.number(row.requests(), Figure.count(row.requests())).number(row.rps(), Figure.digits(row.rps()));
        page.number(row.failureRate(), Figure.share(row.failureRate()), row.failures() == 0 ? "quiet" : "bad");
        for (String percentile : List.of("50", "95", "99")) {
            double value = HtmlSummary.percentile(row, percentile);
            page.number(value, Figure.digits(value));
        }
        page.number(row.response().max(), Figure.digits(row.response().max())).close("tr");
    }
}

package dev.throng.runner.report.html;

import dev.throng.runner.report.Result;
import dev.throng.runner.stats.Figure;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;

/** Where the traces of the slowest and of failed requests can be found. */
final class HtmlTraces {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int MOST = 100;
    private static final Comparator<Result.Trace> FAILED_FIRST =
            Comparator.comparing(trace -> trace.message().isEmpty());

    private HtmlTraces() {}

    static void write(HtmlPage page, List<Result.Trace> all) {
        List<Result.Trace> traces = all.stream()
                .sorted(FAILED_FIRST.thenComparing(
                        Comparator.comparingDouble(Result.Trace::millis).reversed()))
                .limit(MOST)
                .toList();
        if (traces.isEmpty()) {
            return;
        }
        page.open("section").element("h2", "Traces");
        page.element(
                "p",
                "Of the requests that had a trace id: the slowest of each name, and some that failed.",
                "class",
                "lead");
        page.open("div", "class", "scroller")
                .open("table", "class", "sortable")
                .open("thead")
                .open("tr");
        page.elements("th", "Request", "Trace id");
        page.element("th", "Response", "class", "number").element("th", "At", "class", "number");
        page.element("th", "Failure").close("tr").close("thead").open("tbody");
        traces.forEach(trace -> row(page, trace));
        page.close("tbody").close("table").close("div").close("section");
    }

    private static void row(HtmlPage page, Result.Trace trace) {
        page.open("tr").open("th", "scope", "row");
        HtmlRequests.key(page, trace.key());
        page.close("th").open("td").element("code", trace.traceId()).close("td");
        page.number(trace.millis(), Figure.millis(trace.millis()), "strong");
        page.number(trace.at().toEpochMilli(), TIME.format(trace.at()), "quiet");
        page.element("td", trace.message(), "class", "message").close("tr");
    }
}

package dev.throng.runner.report.html;

import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.history.Course;
import dev.throng.runner.verdict.history.History;
import dev.throng.runner.verdict.history.Past;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The run after those before it: each in a row, and how each figure went over all of them. */
final class HtmlHistory {
    private HtmlHistory() {}

    static void write(HtmlPage page, History history) {
        List<Past> runs = history.runs();
        if (runs.size() < 2) {
            return;
        }
        page.open("section").element("h2", "The last " + runs.size() + " runs");
        page.open("div", "class", "scroller").open("table").open("thead").open("tr");
        page.raw(
                "<th>Run</th><th>Started</th><th class=\"number\">p50</th><th class=\"number\">p95</th>"
                        + "<th class=\"number\">p99</th><th class=\"number\">Failed</th><th class=\"number\">Req/s</th><th></th>");
        page.close("tr").close("thead").open("tbody");
        lines(page, runs);
        for (int i = runs.size() - 1; i >= 0; i--) {
            row(page, runs.get(i), i == runs.size() - 1);
        }
        page.close("tbody").close("table").close("div");
        history.courses().forEach(course -> page.element("p", course.message() + ".", "class", css(course)));
        page.close("section");
    }

    private static String css(Course course) {
        return course.creeping() ? "bad" : "quiet";
    }

    private static void lines(HtmlPage page, List<Past> runs) {
        page.open("tr").element("th", "Trend").element("td", "oldest to latest", "class", "quiet");
        spark(page, "s-p50", runs, Past::p50);
        spark(page, "s-p95", runs, Past::p95);
        spark(page, "s-p99", runs, Past::p99);
        spark(page, "s-fail", runs, Past::failureRate);
        spark(page, "s-rate", runs, Past::rps);
        page.element("td", "").close("tr");
    }

    private static void spark(HtmlPage page, String css, List<Past> runs, ToDoubleFunction<Past> value) {
        List<double[]> points = IntStream.range(0, runs.size())
                .mapToObj(i -> new double[] {i, value.applyAsDouble(runs.get(i))})
                .toList();
        HtmlSparkline.write(page, css, points, point -> point[1]);
    }

    private static void row(HtmlPage page, Past run, boolean now) {
        page.open("tr")
                .element("th", now ? "this run" : run.runId())
                .element("td", HtmlSummary.WHEN.format(run.startedAt()));
        page.number(run.p50(), Figure.millis(run.p50()))
                .number(run.p95(), Figure.millis(run.p95()))
                .number(run.p99(), Figure.millis(run.p99()))
                .number(run.failureRate(), Figure.share(run.failureRate()))
                .number(run.rps(), Figure.rate(run.rps()));
        page.element("td", now ? "" : run.passed() ? "passed" : "did not pass", "class", "state quiet");
        page.close("tr");
    }
}

package dev.throng.runner.report.html;

import dev.throng.runner.report.Findings;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.drift.Drift;
import dev.throng.runner.verdict.drift.Trend;
import java.util.List;

/** How fast each figure went one way while the load stood, and between which slopes the true one is. */
final class HtmlTrends {
    private HtmlTrends() {}

    static void write(HtmlPage page, Findings findings) {
        List<Drift> trends = findings.trends();
        if (trends.isEmpty()) {
            return;
        }
        page.open("div", "class", "scroller").open("table").open("thead").open("tr");
        page.raw("<th>Trend</th><th class=\"number\">At the beginning</th><th class=\"number\">Per hour</th>"
                + "<th class=\"number\">From</th><th class=\"number\">To</th><th></th>");
        page.close("tr").close("thead").open("tbody");
        trends.forEach(drift -> row(page, drift));
        page.close("tbody").close("table").close("div");
    }

    private static void row(HtmlPage page, Drift drift) {
        Trend trend = drift.trend();
        String css = drift.evident() ? "bad" : "quiet";
        page.open("tr").element("th", drift.figure()).number(trend.start(), start(drift));
        page.number(trend.perHour(), change(trend.sharePerHour(), trend.perHour()), css)
                .number(trend.low(), change(trend.shareLow(), trend.low()), "quiet")
                .number(trend.high(), change(trend.shareHigh(), trend.high()), "quiet");
        page.element(
                "td",
                drift.leak().isPresent() ? "✕ never falls back" : drift.evident() ? "✕ drifts" : "stays",
                "class",
                "state " + css);
        page.close("tr");
    }

    private static String start(Drift drift) {
        double value = drift.trend().start();
        return switch (drift.figure()) {
            case "p50", "p95" -> Figure.millis(value);
            case "failure rate" -> Figure.share(Math.max(0, value));
            case "throughput" -> Figure.rate(value);
            default -> Figure.digits(value);
        };
    }

    private static String change(double share, double absolute) {
        return Double.isNaN(share) ? Figure.digits(absolute) : Figure.change(share, "%");
    }
}

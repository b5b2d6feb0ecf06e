package dev.throng.runner.report.html;

import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.Comparison;
import java.util.List;

/** The run beside its baseline: what is different, and apart from it what differs by chance only. */
final class HtmlComparison {
    private HtmlComparison() {}

    static void write(HtmlPage page, Comparison comparison) {
        page.open("section").element("h2", "Compared with " + comparison.baselineRun());
        page.element(
                "p",
                "That run started on " + HtmlSummary.WHEN.format(comparison.baselineAt()) + " UTC.",
                "class",
                "lead");
        comparison.refused().forEach(why -> page.element("p", "Not compared: " + why + "."));
        if (comparison.refused().isEmpty()) {
            rows(page, comparison);
        }
        page.close("section");
    }

    private static void rows(HtmlPage page, Comparison comparison) {
        compared(
                page, comparison.rows().stream().filter(HtmlComparison::telling).toList());
        List<Comparison.Compared> others =
                comparison.rows().stream().filter(row -> !telling(row)).toList();
        if (!others.isEmpty()) {
            page.open("details")
                    .element("summary", others.size() + " more by request name, different by no more than chance");
            compared(page, others);
            page.close("details");
        }
    }

    private static boolean telling(Comparison.Compared row) {
        return row.name().isEmpty() || row.beyondChance() || !row.passed();
    }

    private static void compared(HtmlPage page, List<Comparison.Compared> rows) {
        page.open("div", "class", "scroller").open("table").open("thead").open("tr");
        page.raw("<th>Metric</th><th>Of</th><th class=\"number\">Before</th><th class=\"number\">Now</th>"
                + "<th class=\"number\">Change</th><th class=\"number\">Tolerated</th><th></th>");
        page.close("tr").close("thead").open("tbody");
        rows.forEach(row -> row(page, row));
        page.close("tbody").close("table").close("div");
    }

    private static void row(HtmlPage page, Comparison.Compared row) {
        String css = row.passed() ? row.beyondChance() && row.change() < 0 ? "good" : "quiet" : "bad";
        page.open("tr").element("th", row.metric()).element("td", row.name().orElse("all requests"));
        page.number(row.before(), value(row.metric(), row.before()))
                .number(row.now(), value(row.metric(), row.now()), "strong");
        page.number(row.change(), change(row), css).number(row.tolerance(), Figure.share(row.tolerance()), "quiet");
        page.element(
                "td",
                row.passed() ? row.beyondChance() ? "" : "within chance" : "✕ regression",
                "class",
                "state " + css);
        page.close("tr");
    }

    private static String value(String metric, double value) {
        return switch (metric) {
            case "failureRate" -> Figure.share(value);
            case "rps" -> Figure.rate(value);
            default -> Figure.millis(value);
        };
    }

    private static String change(Comparison.Compared row) {
        return Figure.change(row.change(), row.metric().equals("failureRate") ? "points" : "%");
    }
}

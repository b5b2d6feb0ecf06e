package dev.throng.runner.report.html;

import dev.throng.runner.report.Result;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.Verdict.Grade;
import dev.throng.runner.verdict.Verdict.Grading;
import dev.throng.runner.verdict.Verdict.Outcome;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a reader in a hurry reads: what was run, what it is worth, and against which limits. */
final class HtmlSummary {
    private static final int MOST_GRADED = 30;
    static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Result result;

    HtmlSummary(Result result) {
        this.result = result;
    }

    void head(HtmlPage page) {
        page.open("header", "class", "head").open("div");
        page.element("p", "Load test report", "class", "kicker");
        page.element("h1", result.name());
        page.element("p", result.target(), "class", "target").close("div");
        page.open("dl", "class", "facts");
        fact(page, "Started", WHEN.format(result.startedAt()) + " UTC");
        fact(page, "Took", Figure.seconds(Math.round(result.durationSeconds())));
        if (!result.runId().isEmpty()) {
            fact(page, "Run", result.runId());
        }
        page.close("dl").close("header");
    }

    private static void fact(HtmlPage page, String name, String value) {
        page.open("div").element("dt", name).element("dd", value).close("div");
    }

    void verdict(HtmlPage page) {
        page.open("section", "class", "verdict " + css(result.verdict().outcome()));
        page.open("div", "class", "outcome");
        page.element("h2", words(result.verdict().outcome()));
        page.element("p", sentence(result.verdict().message()));
        page.close("div");
        figures(page);
        page.close("section");
    }

    private static String css(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "good";
            case FAILED -> "bad";
            case UNKNOWN -> "warn";
        };
    }

    private String words(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "Passed";
            case FAILED -> "Failed";
            case UNKNOWN ->
                switch (result.verdict().reason()) {
                    case "GeneratorUnhealthy" -> "No verdict: generator unhealthy";
                    case "Uncertain" -> "No verdict: too much is not known";
                    case "Broken" -> "No verdict: the run broke";
                    default -> "No verdict: stopped early";
                };
        };
    }

    private static String sentence(String message) {
        return message.isEmpty() ? "" : message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + ".";
    }

    private void figures(HtmlPage page) {
        Result.NameResult total = result.total();
        page.open("dl", "class", "figures");
        figure(page, "Requests", Figure.count(total.requests()));
        figure(page, "Throughput", Figure.rate(total.rps()));
        figure(page, "Failed", Figure.share(total.failureRate()));
        figure(page, "Median", Figure.millis(percentile(total, "50")));
        figure(page, "p95", Figure.millis(percentile(total, "95")));
        figure(page, "p99", Figure.millis(percentile(total, "99")));
        int users = Math.max(
                result.maxUsers(),
                result.series().stream().mapToInt(Result.Point::users).max().orElse(0));
        figure(page, "Users at most", Figure.count(users));
        page.close("dl");
        page.element("p", kept(), "class", "kept");
    }

    private String kept() {
        long warmup = result.warmup().requests() - result.doneOnce();
        String judged = "Judged over " + Figure.seconds(Math.round(result.judgedSeconds()));
        return warmup == 0
                ? judged + "."
                : judged + "; " + Figure.of(warmup, "request") + " of the warm-up not counted.";
    }

    static double percentile(Result.NameResult row, String name) {
        return row.response().percentiles().getOrDefault(name, Double.NaN);
    }

    private static void figure(HtmlPage page, String name, String value) {
        page.open("div").element("dt", name).element("dd", value).close("div");
    }

    void thresholds(HtmlPage page) {
        List<ThresholdResult> thresholds = result.verdict().thresholds();
        if (thresholds.isEmpty()) {
            return;
        }
        page.open("section").element("h2", "Thresholds");
        page.open("div", "class", "scroller").open("table").open("thead").open("tr");
        page.raw(
                "<th>Threshold</th><th>Of</th><th class=\"number\">Measured</th><th class=\"gauge\">Against the limit</th><th></th>");
        page.close("tr").close("thead").open("tbody");
        thresholds.forEach(threshold -> row(page, threshold));
        page.close("tbody").close("table").close("div").close("section");
    }

    private static void row(HtmlPage page, ThresholdResult threshold) {
        String css = threshold.passed() ? "good" : "bad";
        page.open("tr").element("th", threshold.expression());
        page.element(
                "td",
                threshold.name().orElse("all requests"),
                "class",
                threshold.name().isEmpty() ? "quiet" : "");
        page.element("td", threshold.measuredText(), "class", "number strong");
        page.open("td", "class", "gauge");
        gauge(page, threshold.measured(), threshold.limit(), css);
        page.close("td").open("td", "class", "state " + css).text(threshold.passed() ? "✓ held" : "✕ missed");
        page.close("td").close("tr");
    }

    /** A bar for what was measured, with a mark where the limit is: at two thirds. */
    private static void gauge(HtmlPage page, double measured, double limit, String css) {
        if (Double.isNaN(measured) || !(limit > 0)) {
            return;
        }
        double share = Math.min(1, measured / limit * 2 / 3);
        page.raw("<div class=\"track " + css + "\"><i style=\"width:" + HtmlPage.plain(share * 100)
                + "%\"></i><b></b></div>");
    }

    void grades(HtmlPage page) {
        if (result.verdict().grade() == Grade.NONE) {
            return;
        }
        page.open("section").element("h2", "Grades").open("div", "class", "grades");
        result.verdict().grading().forEach(grading -> grade(page, grading));
        page.close("div");
        byName(page);
        page.close("section");
    }

    /** Names that are as good as they can be are not worth a line. */
    private void byName(HtmlPage page) {
        String others = result.findings().grades().entrySet().stream()
                .filter(entry -> entry.getValue() != Grade.GOOD)
                .limit(MOST_GRADED)
                .map(entry -> entry.getKey() + " " + words(entry.getValue()))
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            page.element("p", "By request name: " + others + ".", "class", "lead");
        }
    }

    private static void grade(HtmlPage page, Grading grading) {
        page.open("div", "class", "grade " + css(grading.grade()));
        page.element("span", grading.title()).element("b", grading.measuredText());
        page.element("em", words(grading.grade()));
        page.element(
                "small",
                "good below " + grading.limitText(grading.good()) + ", acceptable below "
                        + grading.limitText(grading.acceptable()));
        page.close("div");
    }

    private static String css(Grade grade) {
        return switch (grade) {
            case GOOD -> "good";
            case ACCEPTABLE -> "warn";
            case POOR -> "bad";
            case NONE -> "";
        };
    }

    private static String words(Grade grade) {
        return grade.name().toLowerCase(Locale.ROOT);
    }
}

package dev.throng.runner.report;

import dev.throng.runner.report.Result.Failure;
import dev.throng.runner.report.Result.NameResult;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.Comparison;
import dev.throng.runner.verdict.Verdict;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import dev.throng.runner.verdict.saturation.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A summary in GitHub's Markdown, for job summaries and comments on pull requests. */
public final class Markdown {
    private static final int MOST_NAMES = 50;
    private static final int MOST_ERRORS = 10;

    private final StringBuilder out = new StringBuilder();
    private final Result result;

    private Markdown(Result result) {
        this.result = result;
    }

    public static String of(Result result) {
        Markdown markdown = new Markdown(result);
        markdown.verdict();
        markdown.thresholds();
        markdown.requests();
        markdown.metrics();
        markdown.errors();
        result.comparison().ifPresent(markdown::comparison);
        markdown.history();
        markdown.notes();
        return markdown.out.toString();
    }

    private void verdict() {
        Verdict verdict = result.verdict();
        String sign = switch (verdict.outcome()) {
            case PASSED -> "✅ passed";
            case FAILED -> "❌ failed";
            case UNKNOWN -> "⚠️ " + verdict.reason();
        };
        line("## " + text(result.name()) + ": " + sign);
        line("");
        line(text(verdict.message()) + ".");
        line("");
        NameResult total = result.total();
        line("**" + Figure.count(total.requests()) + "** requests in "
                + Figure.seconds(Math.round(result.judgedSeconds()))
                + " (" + Figure.rate(total.rps()) + "), **" + Figure.share(total.failureRate()) + "** failed, p50 **"
                + time(total, "50") + "**, p95 **" + time(total, "95") + "**, p99 **" + time(total, "99")
                + "**, grade **" + verdict.grade().name().toLowerCase(Locale.ROOT) + "**.");
        line("");
    }

    private void thresholds() {
        List<ThresholdResult> rows = result.verdict().thresholds();
        table(
                List.of("", "threshold", "requests", "measured"),
                "--- | --- | --- | ---:",
                rows.stream()
                        .map(row -> List.of(
                                row.passed() ? "✅" : "❌",
                                code(row.expression()),
                                row.name().map(Markdown::text).orElse("all"),
                                row.measuredText()))
                        .toList());
    }

    private void requests() {
        List<NameResult> rows = new ArrayList<>(result.names().stream()
                .filter(row -> row.requests() > 0)
                .limit(MOST_NAMES)
                .toList());
        rows.add(result.total());
        table(
                List.of("method", "name", "requests", "failed", "p50", "p95", "p99", "max", "req/s"),
                "--- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---:",
                rows.stream().map(this::cells).toList());
        int more = result.names().size() - MOST_NAMES;
        if (more > 0) {
            line("and " + Figure.of(more, "more name") + ".");
            line("");
        }
    }

    private void metrics() {
        table(
                List.of(
                        "measured by the scenario",
                        "kind",
                        "count",
                        "failed",
                        "sum or share",
                        "mean",
                        "p50",
                        "p95",
                        "max"),
                "--- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---:",
                CustomRow.of(result.timings()).stream()
                        .limit(MOST_NAMES)
                        .map(Markdown::cells)
                        .toList());
    }

    private static List<String> cells(CustomRow row) {
        List<String> cells = new ArrayList<>(List.of(
                text(row.metric().name()),
                row.metric().kind().name().toLowerCase(Locale.ROOT),
                Figure.count(row.values().count()),
                row.canFail() ? Figure.count(row.failed()) : "",
                row.whole()));
        row.spread("50", "95").forEach(value -> cells.add(row.text(value)));
        return cells;
    }

    /** Whether another user class has a request of the same name. */
    private boolean isAlike(NameResult row) {
        return result.names().stream()
                .anyMatch(other -> !other.key().equals(row.key())
                        && other.key().name().equals(row.key().name())
                        && other.key().method().equals(row.key().method()));
    }

    private List<String> cells(NameResult row) {
        return List.of(
                text(row.key().method()),
                text(row.key().name()) + (isAlike(row) ? " (" + text(row.key().user()) + ")" : ""),
                Figure.count(row.requests()),
                row.failures() == 0 ? "0" : Figure.count(row.failures()) + " (" + Figure.share(row.failureRate()) + ")",
                time(row, "50"),
                time(row, "95"),
                time(row, "99"),
                Figure.millis(row.response().max()),
                Figure.rate(row.rps()).replace("/s", ""));
    }

    private static String time(NameResult row, String percent) {
        return Figure.millis(row.response().percentiles().getOrDefault(percent, Double.NaN));
    }

    private void errors() {
        List<Failure> rows = result.failures();
        table(
                List.of("times", "error", "request"),
                "---: | --- | ---",
                rows.stream()
                        .limit(MOST_ERRORS)
                        .map(row -> List.of(
                                Figure.count(row.occurrences() + row.warmupOccurrences()),
                                text(row.message()),
                                text(row.key().method() + " " + row.key().name())))
                        .toList());
        if (rows.size() > MOST_ERRORS) {
            line("and " + (rows.size() - MOST_ERRORS) + " more.");
            line("");
        }
    }

    private void comparison(Comparison comparison) {
        line("Against " + text(comparison.baselineRun()) + ":");
        line("");
        table(
                List.of("", "metric", "requests", "change"),
                "--- | --- | --- | ---",
                comparison.rows().stream()
                        .filter(row -> row.name().isEmpty() || !row.passed())
                        .map(row -> List.of(
                                row.passed() ? "✅" : "❌",
                                row.metric(),
                                row.name().map(Markdown::text).orElse("all"),
                                text(row.message())))
                        .toList());
    }

    private void history() {
        table(
                List.of("", "figure", "over runs", "trend"),
                "--- | --- | ---: | ---",
                result.findings().history().courses().stream()
                        .map(course -> List.of(
                                course.creeping() ? "❌" : "✅",
                                course.metric(),
                                Figure.count(course.runs()),
                                text(course.message())))
                        .toList());
    }

    private void notes() {
        result.health().reasons().forEach(reason -> line("- ⚠️ " + text(reason)));
        result.health().warnings().forEach(warning -> line("- " + text(warning)));
        result.findings().marks().stream()
                .filter(Mark::severe)
                .limit(MOST_ERRORS)
                .forEach(mark -> line("- ⚠️ " + text(mark.sentence())));
        result.degraded()
                .forEach(span -> line("- degraded from " + Figure.seconds((long) span.fromSecond()) + " to "
                        + Figure.seconds((long) span.toSecond()) + ": " + text(span.message())));
    }

    private void table(List<String> titles, String alignment, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        line("| " + String.join(" | ", titles) + " |");
        line("| " + alignment + " |");
        rows.forEach(row -> line("| " + String.join(" | ", row) + " |"));
        line("");
    }

    /** Text from outside shows as it is: no markup, no mention, no second line. */
    private static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> escaped.append(
                        switch (c) {
                            case '<' -> "&lt;";
                            case '>' -> "&gt;";
                            case '&' -> "&amp;";
                            case '\n', '\r', '\t' -> " ";
                            case '|', '\\', '`', '*', '_', '[', ']', '~', '#', '$' -> "\\" + Character.toString(c);
                            case '@' -> "@&#8203;";
                            default -> Character.isISOControl(c) ? "" : Character.toString(c);
                        }));
        return escaped.toString();
    }

    private static String code(String text) {
        return "`" + text.replace("`", "'").replace("|", "\\|").replace('\n', ' ') + "`";
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}

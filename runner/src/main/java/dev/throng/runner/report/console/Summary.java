package dev.throng.runner.report.console;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.Result.Failure;
import dev.throng.runner.report.Result.NameResult;
import dev.throng.runner.report.console.TextTable.Cell;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.Comparison;
import dev.throng.runner.verdict.Verdict;
import dev.throng.runner.verdict.Verdict.Grade;
import dev.throng.runner.verdict.Verdict.Grading;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A result for the terminal: the table of requests first, the verdict last. */
public final class Summary {
    private static final int MOST_ERRORS = 12;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private final Result result;
    private final int width;
    private final Ink ink;
    private final List<String> lines = new ArrayList<>();

    private Summary(Result result, int width, Ink ink) {
        this.result = result;
        this.width = width;
        this.ink = ink;
    }

    /** What is wider than the terminal is shortened or left out. */
    public static void print(Result result, Terminal terminal) {
        print(lines(result, terminal.screen().width(), terminal.screen().ink()), terminal.out());
    }

    private static void print(List<String> lines, PrintStream out) {
        lines.forEach(out::println);
        out.flush();
    }

    static List<String> lines(Result result, int width, Ink ink) {
        Summary summary = new Summary(result, Math.max(60, width - 1), ink);
        summary.heading();
        summary.requests();
        summary.errors();
        summary.thresholds();
        summary.comparison();
        summary.grades();
        summary.notes();
        summary.verdict();
        return summary.lines;
    }

    private void heading() {
        blank();
        line(ink.bold(clean(result.name())) + " " + ink.dim(ink.arrow() + " " + clean(result.target())));
        List<String> facts = new ArrayList<>();
        facts.add(WHEN.format(result.startedAt()));
        facts.add(Figure.seconds(Math.round(result.durationSeconds())));
        if (result.workers().size() > 1) {
            facts.add(result.workers().size() + " workers");
        }
        facts.add("seed " + result.seed());
        line(ink.dim(String.join(ink.separator(), facts)));
        blank();
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
        lines.addAll(table.lines(width, true));
        if (result.warmup().requests() > 0) {
            NameResult warmup = result.warmup();
            line(ink.dim("Not counted above: " + Figure.count(warmup.requests()) + " requests of the warm-up"
                    + (warmup.failures() == 0 ? "" : ", " + Figure.count(warmup.failures()) + " of them failed")
                    + "."));
        }
        blank();
    }

    private List<Cell> cells(NameResult row) {
        boolean total = row.key().method().isEmpty();
        UnaryOperator<String> weight = total ? ink::bold : UnaryOperator.identity();
        UnaryOperator<String> failed = row.failures() > 0 ? ink::red : weight;
        return List.of(
                new Cell(clean(row.key().method()), ink::cyan),
                new Cell(clean(row.key().name()), weight),
                new Cell(Figure.count(row.requests()), weight),
                new Cell(failed(row), failed),
                new Cell(time(row, "50"), weight),
                new Cell(time(row, "95"), weight),
                new Cell(time(row, "99"), weight),
                new Cell(text(Figure.millis(row.response().max())), weight),
                new Cell(text(Figure.millis(row.response().mean())), weight),
                new Cell(text(Figure.rate(row.rps()).replace("/s", "")), weight));
    }

    private String failed(NameResult row) {
        return row.failures() == 0 ? "0" : Figure.count(row.failures()) + " (" + Figure.share(row.failureRate()) + ")";
    }

    private String time(NameResult row, String percent) {
        return text(Figure.millis(row.response().percentiles().getOrDefault(percent, Double.NaN)));
    }

    private void errors() {
        if (result.failures().isEmpty() && result.exceptions().isEmpty()) {
            return;
        }
        title("Errors");
        List<ErrorGroup> groups = ErrorGroup.of(result.failures());
        groups.stream().limit(MOST_ERRORS).forEach(this::error);
        int more = groups.size() - MOST_ERRORS;
        if (more > 0) {
            line(ink.dim("and " + more + " more kinds of errors"));
        }
        result.exceptions()
                .forEach(row -> line(ink.red(times(row.occurrences())) + " " + clean(row.message())
                        + ink.dim(" (exception in the scenario)")));
        blank();
    }

    private void error(ErrorGroup group) {
        String warmup = group.warmup() == 0 ? "" : ", " + Figure.count(group.warmup()) + " of them in the warm-up";
        String kind = ink.dim(" (" + group.kind().name().toLowerCase(Locale.ROOT) + warmup + ")");
        String count = times(group.total());
        String message = Cells.cutEnd(
                clean(group.message()),
                Math.max(30, width - Cells.width(count) - Cells.width(kind) - 2),
                ink.ellipsis());
        line(ink.red(count) + " " + message + kind);
        String indent = " ".repeat(Cells.width(count) + 1);
        line(indent + ink.dim(names(group, width - indent.length())));
    }

    private String times(long occurrences) {
        return Cells.right(Figure.count(occurrences), 7) + " " + ink.times();
    }

    /** As many request names as fit on a line, the most concerned first. */
    private String names(ErrorGroup group, int room) {
        StringBuilder names = new StringBuilder();
        int left = group.rows().size();
        for (Failure row : group.rows()) {
            String count =
                    group.rows().size() == 1 ? "" : Figure.count(row.occurrences() + row.warmupOccurrences()) + " ";
            String name = count + clean(row.key().method() + " " + row.key().name());
            String more = " and " + left + " more";
            if (!names.isEmpty() && Cells.width(names.toString()) + Cells.width(name) + more.length() + 2 > room) {
                return names + more;
            }
            names.append(names.isEmpty() ? "" : ", ").append(Cells.cut(name, room, ink.ellipsis()));
            left--;
        }
        return names.toString();
    }

    private void thresholds() {
        if (result.verdict().thresholds().isEmpty()) {
            return;
        }
        title("Thresholds");
        TextTable table = new TextTable(ink).text("").text("").number("", 0).flexible("");
        result.verdict()
                .thresholds()
                .forEach(row -> table.row(List.of(
                        new Cell(row.passed() ? ink.tick() : ink.cross(), UnaryOperator.identity()),
                        Cell.of(clean(row.expression())),
                        new Cell(text(row.measuredText()), row.passed() ? ink::green : ink::red),
                        new Cell(about(row), ink::dim))));
        lines.addAll(table.lines(width, false));
        blank();
    }

    private String about(ThresholdResult row) {
        return Double.isNaN(row.measured())
                ? clean(row.message())
                : clean(row.name().orElse("all requests"));
    }

    private void comparison() {
        result.comparison().ifPresent(comparison -> {
            title("Against " + clean(comparison.baselineRun()) + " of " + WHEN.format(comparison.baselineAt()));
            lines.addAll(CompareTable.lines(comparison, width, ink));
            blank();
        });
    }

    private void grades() {
        Verdict verdict = result.verdict();
        if (verdict.grade() == Grade.NONE) {
            return;
        }
        title("Grade");
        TextTable table = new TextTable(ink)
                .text("")
                .number("measured", 0)
                .text("")
                .number("good", 1)
                .number("acceptable", 1);
        verdict.grading()
                .forEach(row -> table.row(List.of(
                        Cell.of(row.metric()),
                        Cell.of(text(row.measuredText())),
                        new Cell(ink.dot() + " " + word(row.grade()), paint(row.grade())),
                        new Cell("< " + limit(row, row.good()), ink::dim),
                        new Cell("< " + limit(row, row.acceptable()), ink::dim))));
        lines.addAll(table.lines(width, true));
        blank();
    }

    private static String limit(Grading row, double value) {
        return row.metric().startsWith("p") ? (long) value + " ms" : trimmed(value * 100) + " %";
    }

    private static String trimmed(double percent) {
        return percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent);
    }

    private static String word(Grade grade) {
        return grade.name().charAt(0) + grade.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private UnaryOperator<String> paint(Grade grade) {
        return switch (grade) {
            case GOOD -> ink::green;
            case ACCEPTABLE -> ink::yellow;
            case POOR -> ink::red;
            case NONE -> ink::dim;
        };
    }

    private void notes() {
        int before = lines.size();
        identity();
        result.degraded()
                .forEach(span -> line(ink.yellow("Degraded from " + Figure.seconds((long) span.fromSecond()) + " to "
                        + Figure.seconds((long) span.toSecond()) + ": " + clean(span.message()))));
        result.health().warnings().forEach(warning -> line(ink.yellow(text("Note: " + warning + "."))));
        result.health().reasons().forEach(reason -> line(ink.red(text("Generator: " + reason + "."))));
        if (lines.size() > before) {
            blank();
        }
    }

    /** The sum that the server's log must hold, when it is not simply what the table says. */
    private void identity() {
        Result.Identity terms = result.identity();
        StringBuilder sum = new StringBuilder(Figure.count(terms.counted()) + " counted");
        term(sum, " + ", terms.warmup(), "warm-up");
        term(sum, " + ", terms.aborted(), "aborted at the end");
        term(sum, " + ", terms.redirectHops(), "redirect hops");
        term(sum, " + ", terms.retries(), "sent again on a new connection");
        term(sum, ink.unicode() ? " − " : " - ", terms.neverSent(), "never sent");
        boolean plain = terms.serverLines() == terms.counted() + terms.warmup();
        if (!plain || terms.uncertain() > 0) {
            term(sum, ink.unicode() ? " ± " : " +- ", terms.uncertain(), "uncertain");
            line(ink.dim("The server's log holds " + Figure.count(terms.serverLines()) + " lines: " + sum + "."));
        }
    }

    private static void term(StringBuilder sum, String sign, long count, String what) {
        if (count != 0) {
            sum.append(sign).append(Figure.count(count)).append(' ').append(what);
        }
    }

    private void verdict() {
        Verdict verdict = result.verdict();
        String badge = switch (verdict.outcome()) {
            case PASSED -> ink.badge("42", "PASSED");
            case FAILED -> ink.badge("41", "FAILED");
            case UNKNOWN -> ink.badge("43", verdict.reason().toUpperCase(Locale.ROOT));
        };
        line(badge + (ink.colours() ? " " : ": ") + clean(verdict.message()));
    }

    private void title(String text) {
        line(ink.bold(text(text)));
    }

    private void line(String text) {
        lines.add(text);
    }

    private void blank() {
        lines.add("");
    }

    private String clean(String text) {
        return ink.text(Cells.clean(text));
    }

    private String text(String text) {
        return ink.text(text);
    }

    /** What {@code throng compare} prints. */
    public static void print(Comparison comparison, Terminal terminal) {
        Screen screen = terminal.screen();
        print(CompareTable.lines(comparison, Math.max(60, screen.width() - 1), screen.ink()), terminal.out());
    }
}

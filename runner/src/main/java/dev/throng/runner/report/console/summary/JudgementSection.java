package dev.throng.runner.report.console.summary;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.report.console.text.TextTable;
import dev.throng.runner.report.console.text.TextTable.Cell;
import dev.throng.runner.verdict.Verdict;
import dev.throng.runner.verdict.Verdict.Grade;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Thresholds, comparison and grade: what the verdict comes from. */
final class JudgementSection {
    private static final int MOST_POOR = 5;

    private final Result result;
    private final Page page;
    private final Ink ink;

    private JudgementSection(Result result, Page page) {
        this.result = result;
        this.page = page;
        this.ink = page.ink();
    }

    static void write(Result result, Page page) {
        JudgementSection section = new JudgementSection(result, page);
        section.thresholds();
        section.comparison();
        section.grades();
    }

    private void thresholds() {
        if (result.verdict().thresholds().isEmpty()) {
            return;
        }
        page.title("Thresholds");
        TextTable table = new TextTable(ink).text("").text("").number("", 0).flexible("");
        result.verdict()
                .thresholds()
                .forEach(row -> table.row(List.of(
                        new Cell(row.passed() ? ink.tick() : ink.cross(), UnaryOperator.identity()),
                        Cell.of(page.clean(row.expression())),
                        new Cell(page.text(row.measuredText()), row.passed() ? ink::green : ink::red),
                        new Cell(about(row), ink::dim))));
        page.add(table.lines(page.width(), false));
        page.blank();
    }

    private String about(ThresholdResult row) {
        return Double.isNaN(row.measured())
                ? page.clean(row.message())
                : page.clean(row.name().orElse("all requests"));
    }

    private void comparison() {
        result.comparison().ifPresent(comparison -> {
            page.title("Against " + page.clean(comparison.baselineRun()) + " of "
                    + Summary.WHEN.format(comparison.baselineAt()));
            comparison.refused().forEach(why -> page.line(ink.yellow(page.text("Not compared: " + why + "."))));
            if (comparison.refused().isEmpty()) {
                page.add(CompareTable.lines(comparison, page.width(), ink));
            }
            page.blank();
        });
    }

    private void grades() {
        Verdict verdict = result.verdict();
        if (verdict.grade() == Grade.NONE) {
            return;
        }
        page.title("Grade");
        TextTable table = new TextTable(ink)
                .text("")
                .number("measured", 0)
                .text("")
                .number("good", 1)
                .number("acceptable", 1);
        verdict.grading()
                .forEach(row -> table.row(List.of(
                        Cell.of(page.clean(row.title())),
                        Cell.of(page.text(row.measuredText())),
                        new Cell(grade(row.grade()), paint(row.grade())),
                        new Cell("< " + row.limitText(row.good()), ink::dim),
                        new Cell("< " + row.limitText(row.acceptable()), ink::dim))));
        page.add(table.lines(page.width(), true));
        result.findings().grades().entrySet().stream()
                .filter(entry -> entry.getValue() == Grade.POOR)
                .limit(MOST_POOR)
                .forEach(entry -> page.line(page.text("  " + entry.getKey() + " is poor")));
        page.blank();
    }

    private String grade(Grade grade) {
        return grade == Grade.NONE ? ink.dash() : ink.dot() + " " + word(grade);
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
}

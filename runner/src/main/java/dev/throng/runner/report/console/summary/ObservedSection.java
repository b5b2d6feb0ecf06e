package dev.throng.runner.report.console.summary;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.report.console.text.TextTable;
import dev.throng.runner.report.console.text.TextTable.Cell;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.saturation.Observed;
import dev.throng.runner.verdict.saturation.Saturation;
import java.util.List;
import java.util.Optional;

/** The target's own numbers, and when which of them reached its limit. */
final class ObservedSection {
    private static final int MOST_MARKS = 10;

    private final Result result;
    private final Page page;
    private final Ink ink;

    private ObservedSection(Result result, Page page) {
        this.result = result;
        this.page = page;
        this.ink = page.ink();
    }

    static void write(Result result, Page page) {
        ObservedSection section = new ObservedSection(result, page);
        if (!result.findings().observed().isEmpty()) {
            section.section();
        }
        section.marks();
    }

    private void section() {
        page.title("Target");
        TextTable table = new TextTable(ink)
                .text("")
                .number("least", 1)
                .number("most", 0)
                .number("limit", 0)
                .flexible("");
        result.findings().observed().forEach(series -> table.row(row(series)));
        page.add(table.lines(page.width(), true));
        page.blank();
    }

    private void marks() {
        result.findings().marks().stream()
                .limit(MOST_MARKS)
                .forEach(mark -> page.line(
                        mark.severe()
                                ? ink.yellow(page.text("Target: " + mark.sentence() + "."))
                                : ink.dim(page.text("Target: " + mark.sentence() + "."))));
        int more = result.findings().marks().size() - MOST_MARKS;
        if (more > 0) {
            page.line(ink.dim("Target: " + more + " more events."));
        }
    }

    private List<Cell> row(Observed series) {
        double end = result.durationSeconds();
        return List.of(
                Cell.of(page.clean(series.name())),
                Cell.of(text(series, series.least(0, end))),
                Cell.of(text(series, series.most(0, end))),
                Cell.of(text(series, series.limit())),
                new Cell(page.text(note(series)), ink::dim));
    }

    private static String text(Observed series, double value) {
        return series.share() ? Figure.share(value) : Figure.digits(value);
    }

    private String note(Observed series) {
        Optional<Saturation.Reached> reached = result.findings().saturation().order().stream()
                .filter(other -> other.name().equals(series.name()))
                .findFirst();
        return series.problem()
                .or(() -> reached.map(at -> "reached its limit after " + Figure.seconds(Math.round(at.second()))))
                .orElse("");
    }
}

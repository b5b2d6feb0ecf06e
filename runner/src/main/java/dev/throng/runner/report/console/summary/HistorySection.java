package dev.throng.runner.report.console.summary;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.report.console.text.TextTable;
import dev.throng.runner.report.console.text.TextTable.Cell;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.history.Course;
import dev.throng.runner.verdict.history.History;
import dev.throng.runner.verdict.history.Past;
import java.util.List;
import java.util.function.UnaryOperator;

/** How the figures went over the last runs. */
final class HistorySection {
    private final Page page;
    private final Ink ink;

    private HistorySection(Page page) {
        this.page = page;
        this.ink = page.ink();
    }

    static void write(Result result, Page page) {
        History history = result.findings().history();
        if (history.runs().size() > 1) {
            new HistorySection(page).section(history);
        }
    }

    private void section(History history) {
        List<Past> runs = history.runs();
        page.title("Last " + Figure.of(runs.size(), "run"));
        if (history.courses().isEmpty()) {
            page.line(ink.dim("p95 " + row(runs) + "; from the sixth run on that passed, trends are told"));
        } else {
            TextTable table = new TextTable(ink)
                    .text("")
                    .text("")
                    .number("per run", 0)
                    .number("or", 1)
                    .number("to", 1)
                    .flexible("");
            history.courses().forEach(course -> table.row(cells(course)));
            page.add(table.lines(page.width(), false));
        }
        page.blank();
    }

    private String row(List<Past> runs) {
        String between = " " + ink.arrow() + " ";
        return String.join(
                between,
                runs.subList(Math.max(0, runs.size() - 6), runs.size()).stream()
                        .map(run -> Figure.millis(run.p95()))
                        .toList());
    }

    private List<Cell> cells(Course course) {
        return List.of(
                new Cell(course.creeping() ? ink.cross() : ink.tick(), UnaryOperator.identity()),
                Cell.of(course.metric()),
                new Cell(course.change(course.perRun()), course.creeping() ? ink::red : UnaryOperator.identity()),
                new Cell(course.change(course.low()), ink::dim),
                new Cell(course.change(course.high()), ink::dim),
                new Cell(
                        page.text(course.text(course.from()) + " to " + course.text(course.to()) + " over "
                                + course.runs() + " runs"),
                        ink::dim));
    }
}

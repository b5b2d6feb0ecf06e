package dev.throng.runner.report.console.summary;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.Result.NameResult;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.report.console.text.TextTable;
import dev.throng.runner.report.console.text.TextTable.Cell;
import dev.throng.runner.report.console.text.Titles;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.StatusCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What the target answered, where that was not always the same. */
final class StatusSection {
    private final Result result;
    private final Page page;
    private final Ink ink;
    private final Titles titles;

    private StatusSection(Result result, Page page) {
        this.result = result;
        this.page = page;
        this.ink = page.ink();
        this.titles = Titles.of(result);
    }

    static void write(Result result, Page page) {
        if (result.total().statuses().size() > 1) {
            new StatusSection(result, page).statuses();
        }
    }

    private void statuses() {
        page.title("Answers by status");
        TextTable table = new TextTable(ink).text("").flexible("").text("");
        List<NameResult> rows =
                new ArrayList<>(result.names().stream().filter(this::isUnusual).toList());
        rows.add(result.total());
        rows.forEach(row -> table.row(List.of(
                new Cell(page.clean(row.key().method()), ink::cyan),
                Cell.of(page.clean(titles.of(row.key()))),
                Cell.of(counts(row)))));
        page.add(table.lines(page.width(), false));
        page.blank();
    }

    /** Whether it got anything but what most requests got. */
    private boolean isUnusual(NameResult row) {
        int most = result.total().statuses().stream()
                .max(Comparator.comparingLong(StatusCount::requests))
                .map(StatusCount::status)
                .orElse(StatusCount.OTHER);
        return row.statuses().stream().anyMatch(count -> count.status() != most);
    }

    private String counts(NameResult row) {
        return row.statuses().stream().map(count -> count(row, count)).collect(Collectors.joining("   "));
    }

    private String count(NameResult row, StatusCount count) {
        String share = page.text(Figure.share((double) count.requests() / row.requests()));
        return count.text() + " " + ink.times() + " " + Figure.count(count.requests()) + " (" + share
                + (count.failures() == 0
                        ? ""
                        : count.failures() == count.requests()
                                ? ", failed"
                                : ", " + Figure.count(count.failures()) + " failed")
                + ")";
    }
}

package dev.throng.runner.report.console.live;

import dev.throng.runner.report.console.text.Cells;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.report.console.text.Words;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.stats.total.Live.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The bottom of the live view: thresholds, the last errors, workers, and what ails the generator. */
final class ConcernsSection {
    static final int MOST_ERRORS = 3;
    private static final int MOST_LOST = 3;

    private final Live live;
    private final Page page;
    private final Ink ink;
    private final Words words;

    private ConcernsSection(Live live, Page page) {
        this.live = live;
        this.page = page;
        this.ink = page.ink();
        this.words = new Words(page);
    }

    static void write(Live live, Page page) {
        ConcernsSection section = new ConcernsSection(live, page);
        section.thresholds();
        section.errors();
        section.generator();
    }

    private void thresholds() {
        if (live.thresholds().isEmpty() || live.totals().requests() == 0) {
            return;
        }
        page.blank();
        live.thresholds().stream()
                .map(row -> (row.holding() ? ink.tick() : ink.cross()) + " " + page.clean(row.expression()) + " "
                        + paint(row.holding(), page.text(row.measuredText()))
                        + row.name()
                                .map(name -> ink.dim(" " + Cells.cut(page.clean(name), 30, ink.ellipsis())))
                                .orElse(""))
                .collect(Collectors.collectingAndThen(Collectors.toList(), words::wrapped))
                .forEach(page::line);
    }

    private String paint(boolean holding, String text) {
        return holding ? ink.green(text) : ink.red(text);
    }

    private void errors() {
        if (live.failures().isEmpty()) {
            return;
        }
        page.blank();
        live.failures().stream()
                .sorted(Comparator.comparingLong(Failure::lastSeenMillis).reversed())
                .limit(MOST_ERRORS)
                .forEach(this::error);
        int more = live.failures().size() - MOST_ERRORS;
        if (more > 0) {
            page.line(ink.dim("and " + more + (more == 1 ? " more kind of error" : " more kinds of errors")));
        }
    }

    private void error(Failure row) {
        String count = Figure.count(row.occurrences() + row.warmupOccurrences()) + " " + ink.times() + " ";
        String where =
                Cells.cut(page.clean(row.key().method() + " " + row.key().name()), page.width() / 3, ink.ellipsis());
        String what = Cells.cutEnd(
                page.clean(row.message()),
                Math.max(10, page.width() - Cells.width(count) - Cells.width(where) - 4),
                ink.ellipsis());
        page.line(ink.red(count) + what + "  " + ink.dim(where));
    }

    /** Who, as far as there is room for names. */
    private String lost() {
        String names = live.workerViews().stream()
                .filter(worker -> worker.state().equals("lost"))
                .limit(MOST_LOST)
                .map(worker -> page.clean(worker.name()))
                .collect(Collectors.joining(", "));
        return live.workersLost()
                + (names.isEmpty()
                        ? ""
                        : " (" + names + (live.workersLost() > MOST_LOST ? ", " + ink.ellipsis() : "") + ")");
    }

    private void generator() {
        List<String> parts = new ArrayList<>();
        if (live.workers() > 1 || live.workersLost() > 0) {
            parts.add(words.labelled("workers", String.valueOf(live.workers())));
        }
        if (live.workersLost() > 0) {
            parts.add(words.warning("lost", lost()));
        }
        live.health()
                .reasons()
                .forEach(reason -> parts.add(
                        ink.red(Cells.cutEnd(page.text("generator: " + reason), page.width(), ink.ellipsis()))));
        if (!parts.isEmpty()) {
            page.blank();
            words.wrapped(parts).forEach(page::line);
        }
    }
}

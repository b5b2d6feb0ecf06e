package dev.throng.runner.report.console.summary;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.Result.Failure;
import dev.throng.runner.report.console.text.Cells;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.stats.Figure;
import java.util.List;
import java.util.Locale;

/** What failed, by message, and where. */
final class ErrorSection {
    private static final int MOST_ERRORS = 12;

    private final Result result;
    private final Page page;
    private final Ink ink;

    private ErrorSection(Result result, Page page) {
        this.result = result;
        this.page = page;
        this.ink = page.ink();
    }

    static void write(Result result, Page page) {
        new ErrorSection(result, page).errors();
    }

    private void errors() {
        if (result.failures().isEmpty() && result.exceptions().isEmpty()) {
            return;
        }
        page.title("Errors");
        List<ErrorGroup> groups = ErrorGroup.of(result.failures());
        groups.stream().limit(MOST_ERRORS).forEach(this::error);
        int more = groups.size() - MOST_ERRORS;
        if (more > 0) {
            page.line(ink.dim("and " + more + (more == 1 ? " more kind of error" : " more kinds of errors")));
        }
        result.exceptions()
                .forEach(row -> page.line(ink.red(times(row.occurrences())) + " " + page.clean(row.message())
                        + ink.dim(" (exception in the scenario)")));
        page.blank();
    }

    private void error(ErrorGroup group) {
        String aside = aside(group, false, "in the warm-up") + aside(group, true, "beside the load");
        String kind = ink.dim(" (" + group.kind().name().toLowerCase(Locale.ROOT) + aside + ")");
        String count = times(group.total());
        String message = Cells.cutEnd(
                page.clean(group.message()),
                Math.max(30, page.width() - Cells.width(count) - Cells.width(kind) - 2),
                ink.ellipsis());
        page.line(ink.red(count) + " " + message + kind);
        String indent = " ".repeat(Cells.width(count) + 1);
        page.line(indent + ink.dim(names(group, page.width() - indent.length())));
    }

    /** How many of them are not judged. @param once those of what was done once, or else of the warm-up */
    private String aside(ErrorGroup group, boolean once, String where) {
        long some = group.rows().stream()
                .filter(row -> result.wasDoneOnce(row.key()) == once)
                .mapToLong(Failure::warmupOccurrences)
                .sum();
        return some == 0 ? "" : ", " + (some == group.total() ? "" : Figure.count(some) + " of them ") + where;
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
            String name =
                    count + page.clean(row.key().method() + " " + row.key().name());
            String more = " and " + left + " more";
            if (!names.isEmpty() && Cells.width(names.toString()) + Cells.width(name) + more.length() + 2 > room) {
                return names + more;
            }
            names.append(names.isEmpty() ? "" : ", ").append(Cells.cut(name, room, ink.ellipsis()));
            left--;
        }
        return names.toString();
    }
}

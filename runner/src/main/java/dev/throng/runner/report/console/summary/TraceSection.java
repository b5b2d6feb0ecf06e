package dev.throng.runner.report.console.summary;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.Result.Trace;
import dev.throng.runner.report.console.text.Cells;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.stats.Figure;
import java.util.Comparator;
import java.util.List;

/** The traces to look at first: of the slowest requests and of failed ones. */
final class TraceSection {
    private static final int MOST = 3;

    private TraceSection() {}

    static void write(Result result, Page page) {
        if (result.traces().isEmpty()) {
            return;
        }
        page.title("Traces");
        List<Trace> slowest = result.traces().stream()
                .filter(trace -> trace.message().isEmpty())
                .sorted(Comparator.comparingDouble(Trace::millis).reversed())
                .limit(MOST)
                .toList();
        List<Trace> failed = result.traces().stream()
                .filter(trace -> !trace.message().isEmpty())
                .sorted(Comparator.comparing(Trace::at).reversed())
                .limit(MOST)
                .toList();
        slowest.forEach(trace -> line(trace, page));
        failed.forEach(trace -> line(trace, page));
        page.blank();
    }

    private static void line(Trace trace, Page page) {
        Ink ink = page.ink();
        String time = Cells.right(Figure.millis(trace.millis()), 10);
        String start = trace.traceId() + "  " + time + "  ";
        String what = page.clean(trace.key().method() + " " + trace.key().name()
                + (trace.message().isEmpty() ? "" : ": " + trace.message()));
        String shown = Cells.cutEnd(what, Math.max(20, page.width() - Cells.width(start)), ink.ellipsis());
        page.line(start + (trace.message().isEmpty() ? shown : ink.red(shown)));
    }
}

package dev.throng.runner.report.console.summary;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.Snapshot.Counter;

/** What else there is to know: only what is not as usual. */
final class NoteSection {
    private final Result result;
    private final Page page;
    private final Ink ink;

    private NoteSection(Result result, Page page) {
        this.result = result;
        this.page = page;
        this.ink = page.ink();
    }

    static void write(Result result, Page page) {
        new NoteSection(result, page).notes();
    }

    private void notes() {
        int before = page.lines().size();
        identity();
        result.degraded().forEach(span -> page.line(ink.yellow(about(span) + ": " + page.clean(span.message()))));
        stalled();
        result.findings()
                .drifts()
                .forEach(drift -> page.line(ink.yellow(page.text("Drift: " + drift.message() + "."))));
        result.health().warnings().forEach(warning -> page.line(ink.yellow(page.text("Note: " + warning + "."))));
        result.health().reasons().forEach(reason -> page.line(ink.red(page.text("Generator: " + reason + "."))));
        if (page.lines().size() > before) {
            page.blank();
        }
    }

    /** What came after the load has taken nothing from it. */
    private static String about(Result.Degraded span) {
        return span.kind().equals("teardown")
                ? "Note"
                : "Degraded from " + Figure.seconds((long) span.fromSecond()) + " to "
                        + Figure.seconds((long) span.toSecond());
    }

    private void stalled() {
        long stalled = result.counters().getOrDefault(Counter.STALLED, 0L);
        long failed = result.counters().getOrDefault(Counter.STALLED_FAILED, 0L);
        if (stalled > 0) {
            page.line(ink.yellow(page.text(Figure.of(stalled, "request") + " ran while the generator stood still, "
                    + Figure.count(failed) + " of them failed: counted, but in no time and no failure.")));
        }
    }

    /** The sum that the server's log must hold, when it is not simply what the table says. */
    private void identity() {
        Result.Identity terms = result.identity();
        StringBuilder sum = new StringBuilder(Figure.count(terms.counted()) + " counted");
        term(sum, " + ", terms.warmup() - result.doneOnce(), "warm-up");
        term(sum, " + ", result.doneOnce(), "beside the load");
        term(sum, " + ", terms.aborted(), "aborted at the end");
        term(sum, " + ", terms.redirectHops(), "redirect hops");
        term(sum, " + ", terms.retries(), "sent again on a new connection");
        term(sum, ink.unicode() ? " − " : " - ", terms.neverSent(), "of which it knows nothing");
        term(sum, " and up to ", terms.uncertain(), "that nobody saw the end of");
        boolean plain = terms.serverLines() == terms.counted() + terms.warmup();
        if (!plain || terms.uncertain() > 0) {
            page.line(ink.dim("The server's log holds " + lines(terms) + ": " + sum + "."));
        }
    }

    /** What nobody knows the end of can only have made more. */
    private static String lines(Result.Identity terms) {
        return terms.uncertain() == 0
                ? Figure.of(terms.serverLines(), "line")
                : "between " + Figure.count(terms.serverLines()) + " and "
                        + Figure.count(terms.serverLines() + terms.uncertain()) + " lines";
    }

    private static void term(StringBuilder sum, String sign, long count, String what) {
        if (count != 0) {
            sum.append(sign).append(Figure.count(count)).append(' ').append(what);
        }
    }
}

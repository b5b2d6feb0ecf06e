package dev.throng.runner.report.console.summary;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.console.text.Cells;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.report.console.text.Screen;
import dev.throng.runner.report.console.text.Terminal;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.Comparison;
import dev.throng.runner.verdict.Verdict;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A result for the terminal: the table of requests first, the verdict last. */
public final class Summary {
    static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private static final int LEAST_WIDTH = 60;

    private Summary() {}

    /** What is wider than the terminal is shortened or left out. */
    public static void print(Result result, Terminal terminal) {
        print(lines(result, true, terminal.screen().width(), terminal.screen().ink()), terminal.out());
    }

    /** The same of a run whose files could not be written: its verdict is not taken for the whole truth. */
    public static void printUnwritten(Result result, Terminal terminal) {
        print(lines(result, false, terminal.screen().width(), terminal.screen().ink()), terminal.out());
    }

    /** The last line of a run whose result is not where it was to be. */
    public static void printUnwritten(String what, Terminal terminal) {
        Ink ink = terminal.screen().ink();
        String badge = ink.badge("41", "NOT WRITTEN") + (ink.colours() ? " " : ": ");
        print(List.of(badge + ink.text(Cells.clean(what))), terminal.out());
    }

    /** What {@code throng compare} prints. */
    public static void print(Comparison comparison, Terminal terminal) {
        Screen screen = terminal.screen();
        print(CompareTable.lines(comparison, Math.max(LEAST_WIDTH, screen.width() - 1), screen.ink()), terminal.out());
    }

    private static void print(List<String> lines, PrintStream out) {
        lines.forEach(out::println);
        out.flush();
    }

    static List<String> lines(Result result, int width, Ink ink) {
        return lines(result, true, width, ink);
    }

    static List<String> lines(Result result, boolean written, int width, Ink ink) {
        Page page = new Page(Math.max(LEAST_WIDTH, width - 1), ink);
        heading(result, page);
        RequestSection.write(result, page);
        LoadsSection.write(result, page);
        MetricSection.write(result, page);
        StatusSection.write(result, page);
        ErrorSection.write(result, page);
        TraceSection.write(result, page);
        CapacitySection.write(result, page);
        ObservedSection.write(result, page);
        JudgementSection.write(result, page);
        HistorySection.write(result, page);
        NoteSection.write(result, page);
        page.line(verdict(result.verdict(), written, page));
        return page.lines();
    }

    private static void heading(Result result, Page page) {
        Ink ink = page.ink();
        page.blank();
        page.line(ink.bold(page.clean(result.name())) + " " + ink.dim(ink.arrow() + " " + page.clean(result.target())));
        List<String> facts = new ArrayList<>();
        facts.add(WHEN.format(result.startedAt()));
        facts.add(Figure.seconds(Math.round(result.durationSeconds())));
        if (result.workers().size() > 1) {
            facts.add(result.workers().size() + " workers");
        }
        facts.add("seed " + result.seed());
        page.line(ink.dim(String.join(ink.separator(), facts)));
        page.blank();
    }

    private static String verdict(Verdict verdict, boolean written, Page page) {
        Ink ink = page.ink();
        String badge = switch (verdict.outcome()) {
            case PASSED -> written ? ink.badge("42", "PASSED") : ink.badge("43", "NOT WRITTEN, OTHERWISE PASSED");
            case FAILED -> ink.badge("41", "FAILED");
            case UNKNOWN -> ink.badge("43", verdict.reason().toUpperCase(Locale.ROOT));
        };
        return badge + (ink.colours() ? " " : ": ") + page.clean(verdict.message());
    }
}

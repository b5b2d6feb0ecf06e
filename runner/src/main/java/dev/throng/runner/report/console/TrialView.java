package dev.throng.runner.report.console;

import dev.throng.api.client.RpcStatus;
import dev.throng.runner.report.console.text.Cells;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Screen;
import dev.throng.runner.report.console.text.Terminal;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.witness.Seen;
import dev.throng.runner.witness.Witness;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints what users do, exchange by exchange, as it happens: requests, responses, checks and captures. Safe for all threads. */
public final class TrialView implements Witness {
    private static final String INDENT = "  ";

    private final Terminal terminal;
    private final PrintStream out;
    private final boolean whole;
    private int exchanges;
    private int failed;
    private int thrown;
    private int skipped;

    /** @param whole whether nothing is shortened */
    public TrialView(Terminal terminal, boolean whole) {
        this.terminal = terminal;
        this.out = terminal.out();
        this.whole = whole;
    }

    /** What is tried. */
    public synchronized void heading(String name, String target) {
        Ink ink = ink();
        out.println(ink.bold(clean(name)) + " " + ink.dim(ink.arrow() + " " + clean(target)));
    }

    @Override
    public synchronized void begins(String userClass, String part) {
        out.println();
        out.println(ink().bold(clean(userClass)) + ink().separator() + clean(part));
    }

    @Override
    public synchronized void skipped(String userClass) {
        skipped++;
        out.println(ink().dim(INDENT + "a step was left out: its when is not true, or a pool is empty"));
    }

    @Override
    public synchronized void saw(Seen exchange) {
        exchanges++;
        failed += exchange.met() ? 0 : 1;
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(INDENT + title(exchange));
        message(exchange.request(), "> ", lines);
        exchange.hops().forEach(hop -> lines.add(INDENT + ink().dim("  redirected: " + clean(hop))));
        message(exchange.response(), "< ", lines);
        exchange.findings()
                .forEach(found -> lines.add(INDENT + INDENT + (found.met() ? ink().tick() : ink().cross()) + " "
                        + cut(clean(found.said()), 6)
                        + (found.source().isEmpty() ? "" : "  " + ink().dim(clean(found.source())))));
        boolean told = exchange.findings().stream().anyMatch(found -> !found.met());
        if (!exchange.met() && !told) {
            lines.add(INDENT + INDENT + ink().cross() + " " + cut(clean(exchange.trouble()), 6));
        }
        lines.forEach(out::println);
        out.flush();
    }

    private String title(Seen exchange) {
        Ink ink = ink();
        String mark = exchange.met() ? ink.tick() : ink.cross();
        String status =
                exchange.status() != 0 ? RpcStatus.text(exchange.status()) : exchange.met() ? "done" : "no answer";
        return mark + " " + ink.bold(clean(exchange.method() + " " + exchange.name())) + "  "
                + (exchange.met() ? ink.green(status) : ink.red(status)) + "  "
                + ink.dim(ink.text(Figure.millis(exchange.millis())));
    }

    private void message(String text, String sign, List<String> lines) {
        if (text.isEmpty()) {
            return;
        }
        for (String line : MessageText.lines(text, whole)) {
            boolean note = line.startsWith(MessageText.NOTE);
            String shown = cut(clean(note ? line.substring(1) : line), 6);
            lines.add(INDENT + INDENT + ink().dim(sign) + (note ? ink().yellow(shown) : ink().dim(shown)));
        }
    }

    private String cut(String line, int before) {
        Screen screen = terminal.screen();
        return whole
                ? line
                : Cells.cutEnd(
                        line,
                        Math.max(20, screen.width() - 1 - before),
                        screen.ink().ellipsis());
    }

    /** Uncaught problems of a scenario's code. */
    public synchronized void problem(String message, String trace) {
        thrown++;
        out.println();
        out.println(INDENT + ink().cross() + " " + ink().red(clean(message)));
        trace.lines()
                .limit(whole ? Long.MAX_VALUE : 12)
                .forEach(line -> out.println(INDENT + INDENT + ink().dim(clean(line))));
    }

    /**
     * The last line.
     *
     * @param late whether something was still under way when the time was over
     * @return whether all was as expected
     */
    public synchronized boolean conclude(boolean late) {
        Ink ink = ink();
        boolean good = exchanges > 0 && failed + thrown == 0 && !late;
        String said = exchanges == 0
                ? "no request was made" + (skipped > 0 ? ": all steps were left out" : "")
                : failed == 0
                        ? Figure.of(exchanges, "request") + ", all as expected"
                        : failed + " of " + Figure.of(exchanges, "request") + " not as expected";
        String problems = thrown == 0 ? "" : "; " + Figure.of(thrown, "uncaught problem") + " in the code";
        out.println();
        out.println((good ? ink.badge("42", "WORKS") : ink.badge("41", "DOES NOT WORK"))
                + (ink.colours() ? " " : ": ")
                + said
                + problems
                + (late ? "; the time was over before the end" : ""));
        out.flush();
        return good;
    }

    private Ink ink() {
        return terminal.screen().ink();
    }

    private String clean(String text) {
        return ink().text(Cells.clean(text));
    }
}

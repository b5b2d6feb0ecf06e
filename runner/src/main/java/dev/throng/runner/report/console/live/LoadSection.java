package dev.throng.runner.report.console.live;

import dev.throng.runner.report.console.text.Cells;
import dev.throng.runner.report.console.text.Clock;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.report.console.text.Words;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.total.Live;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The top of the live view: how far the run is, how much load there is, and how long it takes. */
final class LoadSection {
    private static final int SHORTEST_BAR = 10;
    private static final int LONGEST_STAGE = 24;

    private final Heading heading;
    private final Live live;
    private final Page page;
    private final Ink ink;
    private final Words words;

    private LoadSection(Heading heading, Live live, Page page) {
        this.heading = heading;
        this.live = live;
        this.page = page;
        this.ink = page.ink();
        this.words = new Words(page);
    }

    static void write(Heading heading, Live live, Page page) {
        LoadSection section = new LoadSection(heading, live, page);
        section.title();
        section.progress();
        section.load();
        section.times();
    }

    private void title() {
        String name = page.clean(heading.name());
        String target = Cells.cut(
                page.clean(heading.target()), Math.max(10, page.width() - Cells.width(name) - 20), ink.ellipsis());
        page.blank();
        page.line(ink.bold(name) + " " + ink.dim(ink.arrow() + " " + target) + "  " + state());
    }

    private String state() {
        return switch (live.state()) {
            case READY -> ink.dim("ready");
            case WAITING_FOR_WORKERS -> ink.yellow("waiting for workers");
            case WARMING_UP -> ink.yellow("warming up");
            case RUNNING -> live.workersLost() > 0 ? degraded() : ink.green("running");
            case STOPPING -> ink.yellow("stopping");
            case STOPPED -> ink.dim("stopped");
        };
    }

    private String degraded() {
        return live.workers() == 0
                ? ink.red("nobody drives load: all workers are lost")
                : ink.yellow("running, degraded");
    }

    private void progress() {
        boolean open = live.lengthNanos() == Long.MAX_VALUE;
        String clock = Clock.text(live.elapsedNanos()) + (open ? "" : " / " + Clock.text(live.lengthNanos()));
        String left = open ? "" : Clock.text(Math.max(0, live.lengthNanos() - live.elapsedNanos())) + " left";
        String stage = Cells.cut(page.clean(live.phaseName()), LONGEST_STAGE, ink.ellipsis());
        String told = String.join(
                "  ",
                Stream.of(clock, left, stage).filter(word -> !word.isEmpty()).toList());
        int room = page.width() - Cells.width(told) - 2;
        String bar = open || room < SHORTEST_BAR
                ? ""
                : ProgressBar.of(heading.phases(), live.elapsedNanos(), live.lengthNanos(), room, ink) + "  ";
        page.line(bar + Cells.cutEnd(told, page.width(), ink.ellipsis()));
    }

    private void load() {
        Live.Figures recent = live.recent();
        List<String> parts = new ArrayList<>();
        parts.add(
                live.state() == Live.State.STOPPING
                        ? words.warning("stopping", PlainLines.stopping(live))
                        : words.labelled("users", Figure.users(live.users(), live.intendedUsers())));
        parts.add(words.labelled(
                "requests/s",
                Figure.rate(recent.rps()).replace("/s", "")
                        + (live.intendedRate() > 0 ? " (arrivals " + Figure.rate(live.intendedRate()) + ")" : "")));
        parts.add(failed());
        parts.add(words.labelled("requests", Figure.count(live.totals().requests() + live.warmupRequests())));
        count(parts, "late", live.late());
        count(parts, "dropped", live.dropped());
        page.line(words.fitting(parts));
    }

    private String failed() {
        long failures = live.totals().failures() + live.warmupFailures();
        String text = failures == 0
                ? "0"
                : Figure.count(failures) + " (" + Figure.share(live.recent().failureRate()) + " now)";
        return failures == 0 ? words.labelled("failed", text) : ink.dim("failed ") + ink.red(text);
    }

    private void count(List<String> parts, String label, long count) {
        if (count > 0) {
            parts.add(words.warning(label, Figure.count(count)));
        }
    }

    private void times() {
        page.line(words.fitting(times("last 10 s", live.recent())));
        if (live.totals().requests() > 0) {
            page.line(words.fitting(times("judged   ", live.totals())));
        }
    }

    private List<String> times(String label, Live.Figures figures) {
        return List.of(
                ink.dim(label),
                words.labelled("p50", page.text(Figure.millis(figures.p50()))),
                words.labelled("p95", page.text(Figure.millis(figures.p95()))),
                words.labelled("p99", page.text(Figure.millis(figures.p99()))),
                words.labelled("max", page.text(Figure.millis(figures.max()))));
    }
}

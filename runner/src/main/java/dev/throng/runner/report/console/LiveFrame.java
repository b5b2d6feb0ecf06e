package dev.throng.runner.report.console;

import dev.throng.runner.report.console.TextTable.Cell;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.Live;
import dev.throng.runner.stats.Live.Failure;
import dev.throng.runner.stats.Live.NameFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The run in progress as the lines of a terminal: never wider nor higher than it. */
final class LiveFrame {
    private static final int LEAST_WIDTH = 40;
    private static final int MOST_NAMES = 12;
    private static final int MOST_ERRORS = 3;
    private static final int OTHER_LINES = 14;
    private static final String INDENT = " ";

    private final Heading heading;
    private final Live live;
    private final int width;
    private final int height;
    private final Ink ink;
    private final List<String> lines = new ArrayList<>();

    private LiveFrame(Heading heading, Live live, Screen screen) {
        this.heading = heading;
        this.live = live;
        this.width = Math.max(LEAST_WIDTH, screen.width() - 2);
        this.height = screen.height();
        this.ink = screen.ink();
    }

    static List<String> lines(Heading heading, Live live, Screen screen) {
        LiveFrame frame = new LiveFrame(heading, live, screen);
        frame.title();
        frame.progress();
        frame.load();
        frame.times();
        frame.names();
        frame.thresholds();
        frame.errors();
        frame.generator();
        return frame.lines.subList(0, Math.min(frame.lines.size(), Math.max(1, screen.height() - 1)));
    }

    private void title() {
        String name = clean(heading.name());
        String target =
                Cells.cut(clean(heading.target()), Math.max(10, width - Cells.width(name) - 20), ink.ellipsis());
        blank();
        line(ink.bold(name) + " " + ink.dim(ink.arrow() + " " + target) + "  " + state());
    }

    private String state() {
        return switch (live.state()) {
            case READY -> ink.dim("ready");
            case WAITING_FOR_WORKERS -> ink.yellow("waiting for workers");
            case WARMING_UP -> ink.yellow("warming up");
            case RUNNING -> live.workersLost() > 0 ? ink.yellow("running, degraded") : ink.green("running");
            case STOPPING -> ink.yellow("stopping");
            case STOPPED -> ink.dim("stopped");
        };
    }

    private void progress() {
        boolean open = live.lengthNanos() == Long.MAX_VALUE;
        String clock = clock(live.elapsedNanos()) + (open ? "" : " / " + clock(live.lengthNanos()));
        String left = open ? "" : clock(Math.max(0, live.lengthNanos() - live.elapsedNanos())) + " left";
        String stage = clean(live.phaseName());
        String words = String.join(
                "  ",
                List.of(clock, left, stage).stream()
                        .filter(word -> !word.isEmpty())
                        .toList());
        if (open) {
            line(words);
            return;
        }
        int room = Math.max(10, width - Cells.width(words) - 2);
        line(ProgressBar.of(heading.phases(), live.elapsedNanos(), live.lengthNanos(), room, ink) + "  " + words);
    }

    private static String clock(long nanos) {
        return Clock.text(nanos);
    }

    private void load() {
        Live.Figures recent = live.recent();
        List<String> words = new ArrayList<>();
        words.add(labelled(
                "users", live.users() + (live.users() == live.intendedUsers() ? "" : " of " + live.intendedUsers())));
        words.add(labelled(
                "requests/s",
                Figure.rate(recent.rps()).replace("/s", "")
                        + (live.intendedRate() > 0 ? " (arrivals " + Figure.rate(live.intendedRate()) + ")" : "")));
        words.add(failed());
        words.add(labelled("requests", Figure.count(live.totals().requests() + live.warmupRequests())));
        count(words, "late", live.late());
        count(words, "dropped", live.dropped());
        line(fitting(words));
    }

    private String failed() {
        long failures = live.totals().failures() + live.warmupFailures();
        String text = failures == 0
                ? "0"
                : Figure.count(failures) + " (" + Figure.share(live.recent().failureRate()) + " now)";
        return failures == 0 ? labelled("failed", text) : ink.dim("failed ") + ink.red(text);
    }

    private void count(List<String> words, String label, long count) {
        if (count > 0) {
            words.add(ink.dim(label + " ") + ink.yellow(Figure.count(count)));
        }
    }

    private String labelled(String label, String value) {
        return ink.dim(label + " ") + ink.bold(value);
    }

    /** As many words as fit on a line. */
    private String fitting(List<String> words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            if (Cells.width(line.toString()) + Cells.width(word) + 3 <= width) {
                line.append(line.isEmpty() ? "" : "   ").append(word);
            }
        }
        return line.toString();
    }

    private void times() {
        line(fitting(times("last 10 s", live.recent())));
        if (live.totals().requests() > 0) {
            line(fitting(times("judged   ", live.totals())));
        }
    }

    private List<String> times(String label, Live.Figures figures) {
        return List.of(
                ink.dim(label),
                labelled("p50", text(Figure.millis(figures.p50()))),
                labelled("p95", text(Figure.millis(figures.p95()))),
                labelled("p99", text(Figure.millis(figures.p99()))),
                labelled("max", text(Figure.millis(figures.max()))));
    }

    private void names() {
        int room = Math.min(MOST_NAMES, height - OTHER_LINES - MOST_ERRORS);
        List<NameFigures> shown = live.names().stream()
                .sorted(Comparator.comparingDouble(
                                (NameFigures row) -> -row.recent().rps())
                        .thenComparing(NameFigures::key))
                .limit(Math.max(0, room))
                .sorted(Comparator.comparing(NameFigures::key))
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        blank();
        TextTable table = new TextTable(ink)
                .text("method")
                .flexible("name, last 10 s")
                .number("req/s", 0)
                .number("failed", 0)
                .number("p50", 1)
                .number("p95", 0)
                .number("p99", 2);
        shown.forEach(row -> table.row(cells(row)));
        table.lines(width - INDENT.length(), true).forEach(this::line);
        int more = live.names().size() - shown.size();
        if (more > 0) {
            line(ink.dim("and " + more + " more names"));
        }
    }

    private List<Cell> cells(NameFigures row) {
        Live.Figures recent = row.recent();
        UnaryOperator<String> plain = UnaryOperator.identity();
        return List.of(
                new Cell(clean(row.key().method()), ink::cyan),
                Cell.of(clean(row.key().name())),
                Cell.of(Figure.rate(recent.rps()).replace("/s", "")),
                new Cell(
                        recent.failures() == 0 ? "0" : Figure.share(recent.failureRate()),
                        recent.failures() == 0 ? plain : ink::red),
                Cell.of(text(Figure.millis(recent.p50()))),
                Cell.of(text(Figure.millis(recent.p95()))),
                Cell.of(text(Figure.millis(recent.p99()))));
    }

    private void thresholds() {
        if (live.thresholds().isEmpty() || live.totals().requests() == 0) {
            return;
        }
        blank();
        live.thresholds().stream()
                .map(row -> (row.holding() ? ink.tick() : ink.cross()) + " " + clean(row.expression()) + " "
                        + paint(row.holding(), text(row.measuredText()))
                        + row.name()
                                .map(name -> ink.dim(" " + Cells.cut(clean(name), 30, ink.ellipsis())))
                                .orElse(""))
                .collect(Collectors.collectingAndThen(Collectors.toList(), this::wrapped))
                .forEach(this::line);
    }

    private String paint(boolean holding, String text) {
        return holding ? ink.green(text) : ink.red(text);
    }

    /** Beside each other, on as many lines as it takes. */
    private List<String> wrapped(List<String> words) {
        List<String> wrapped = new ArrayList<>();
        for (String word : words) {
            String last = wrapped.isEmpty() ? "" : wrapped.removeLast();
            if (!last.isEmpty() && Cells.width(last) + Cells.width(word) + 3 > width) {
                wrapped.add(last);
                last = "";
            }
            wrapped.add(last.isEmpty() ? word : last + "   " + word);
        }
        return wrapped;
    }

    private void errors() {
        if (live.failures().isEmpty()) {
            return;
        }
        blank();
        live.failures().stream()
                .sorted(Comparator.comparingLong(Failure::lastSeenMillis).reversed())
                .limit(MOST_ERRORS)
                .forEach(this::error);
        int more = live.failures().size() - MOST_ERRORS;
        if (more > 0) {
            line(ink.dim("and " + more + " more kinds of errors"));
        }
    }

    private void error(Failure row) {
        String count = Figure.count(row.occurrences() + row.warmupOccurrences()) + " " + ink.times() + " ";
        String where = Cells.cut(clean(row.key().method() + " " + row.key().name()), width / 3, ink.ellipsis());
        String what = Cells.cutEnd(
                clean(row.message()),
                Math.max(10, width - Cells.width(count) - Cells.width(where) - 4),
                ink.ellipsis());
        line(ink.red(count) + what + "  " + ink.dim(where));
    }

    private void generator() {
        List<String> words = new ArrayList<>();
        if (live.workers() > 1 || live.workersLost() > 0) {
            words.add(labelled("workers", String.valueOf(live.workers())));
            count(words, "lost", live.workersLost());
        }
        live.health().reasons().forEach(reason -> words.add(ink.red(text("generator: " + reason))));
        if (!words.isEmpty()) {
            blank();
            wrapped(words)
                    .forEach(line ->
                            line(Cells.width(line) <= width ? line : Cells.cutEnd(line, width, ink.ellipsis())));
        }
    }

    private void line(String text) {
        lines.add(INDENT + text);
    }

    private void blank() {
        lines.add("");
    }

    private String clean(String text) {
        return ink.text(Cells.clean(text));
    }

    private String text(String text) {
        return ink.text(text);
    }
}

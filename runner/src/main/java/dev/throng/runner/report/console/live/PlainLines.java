package dev.throng.runner.report.console.live;

import dev.throng.runner.report.console.text.Cells;
import dev.throng.runner.report.console.text.Clock;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.total.Live;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The run in progress for a log: a line every few seconds, and one at once for what changes. Confined to one thread. */
final class PlainLines {
    private static final long SECOND = 1_000_000_000;
    private static final long FEW_SECONDS = 5 * SECOND;
    /** A run that was waited for is seen earlier than so long after its start. */
    private static final long LATE = 2 * SECOND;

    private final Ink ink;
    private final Set<String> said = new HashSet<>();
    private long nextNanos;
    private boolean waited;

    PlainLines(Ink ink) {
        this.ink = ink;
    }

    List<String> lines(Live live) {
        List<String> lines = new ArrayList<>();
        events(live, lines);
        if (live.elapsedNanos() >= nextNanos && isMoving(live)) {
            nextNanos = (live.elapsedNanos() / FEW_SECONDS + 1) * FEW_SECONDS;
            lines.add(line(live));
        }
        return lines;
    }

    private static boolean isMoving(Live live) {
        return switch (live.state()) {
            case READY, WAITING_FOR_WORKERS, STOPPED -> false;
            case WARMING_UP, RUNNING, STOPPING -> true;
        };
    }

    private void events(Live live, List<String> lines) {
        boolean waiting = live.state() == Live.State.WAITING_FOR_WORKERS;
        if (waited && !waiting && live.elapsedNanos() > LATE) {
            once(lines, Clock.text(live.elapsedNanos()) + " takes up the run where an earlier master left it");
        }
        waited = waiting;
        if (!live.phaseName().isEmpty()) {
            once(lines, Clock.text(live.elapsedNanos()) + " " + live.phaseName(), live.phaseName());
        }
        if (live.workersLost() > 0) {
            String lost =
                    live.workersLost() + " of " + Figure.of(live.workerViews().size(), "worker") + " lost";
            once(lines, Clock.text(live.elapsedNanos()) + " " + lost, lost);
        }
        live.thresholds().stream()
                .filter(row -> !row.holding() && !Double.isNaN(row.measured()))
                .forEach(row -> once(
                        lines,
                        Clock.text(live.elapsedNanos()) + " threshold missed for now: " + row.expression()
                                + row.name().map(name -> " of " + name).orElse("") + ", measured " + row.measuredText(),
                        "threshold " + row.expression() + row.name()));
        live.health().reasons().stream()
                .limit(1)
                .forEach(reason -> once(lines, Clock.text(live.elapsedNanos()) + " generator: " + reason, "health"));
    }

    private void once(List<String> lines, String text) {
        once(lines, text, text);
    }

    private void once(List<String> lines, String text, String key) {
        if (said.add(key)) {
            lines.add(ink.text(Cells.clean(text)));
        }
    }

    /** What there is still to wait for. */
    static String stopping(Live live) {
        List<String> missing = live.missing();
        if (live.busy() > 0 || missing.isEmpty()) {
            return Figure.of(live.busy(), "user") + " in flight";
        }
        String more = missing.size() == 1 ? "" : " and " + (missing.size() - 1) + " more";
        return "waiting for what " + Cells.clean(missing.getFirst()) + more + " measured, in case it comes back";
    }

    private String line(Live live) {
        Live.Figures recent = live.recent();
        List<String> words = new ArrayList<>();
        words.add(Clock.text(live.elapsedNanos())
                + (live.lengthNanos() == Long.MAX_VALUE ? "" : "/" + Clock.text(live.lengthNanos())));
        words.add(
                live.state() == Live.State.STOPPING
                        ? "stopping, " + stopping(live)
                        : "users " + Figure.users(live.users(), live.intendedUsers()));
        words.add(Figure.rate(recent.rps()));
        words.add("failed " + Figure.share(recent.failureRate()));
        words.add("p50 " + Figure.millis(recent.p50()));
        words.add("p95 " + Figure.millis(recent.p95()));
        words.add("p99 " + Figure.millis(recent.p99()));
        if (live.dropped() > 0) {
            words.add("dropped " + Figure.count(live.dropped()));
        }
        return ink.text(String.join("  ", words));
    }
}

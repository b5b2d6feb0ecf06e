package dev.throng.runner.web.live;

import dev.throng.runner.stats.total.Live;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happened, in sentences: changes of state, stage, workers, health and thresholds, and what people did. Keeps the
 * last lines. Confined to the feed.
 */
public final class Journal {
    private static final int MOST = 500;

    private final InstantSource clock;
    private final Deque<Line> lines = new ArrayDeque<>();
    private long next;

    Journal(InstantSource clock) {
        this.clock = clock;
    }

    public enum Level {
        INFO,
        GOOD,
        WARNING,
        BAD
    }

    /** @param number counts up from 0 */
    record Line(long number, long atMillis, Level level, String text) {}

    void add(Level level, String text) {
        if (lines.size() == MOST) {
            lines.removeFirst();
        }
        lines.addLast(new Line(next++, clock.millis(), level, text));
    }

    /** The lines from this number on, as far as they are kept. */
    List<Line> from(long number) {
        return lines.stream().filter(line -> line.number >= number).toList();
    }

    /** The number of the line that comes next. */
    long next() {
        return next;
    }

    /** Adds a line for everything that is different and worth one. */
    void note(Live before, Live now) {
        noteState(before, now);
        notePhase(before, now);
        noteWorkers(before, now);
        noteHealth(before.health(), now.health());
        noteThresholds(before, now);
    }

    private void noteState(Live before, Live now) {
        if (before.state() != now.state()) {
            add(Level.INFO, sentence(now.state()));
        }
    }

    private static String sentence(Live.State state) {
        return switch (state) {
            case READY -> "Ready";
            case WAITING_FOR_WORKERS -> "Waiting for workers";
            case WARMING_UP -> "Warming up: measured and shown, not judged";
            case RUNNING -> "Running";
            case STOPPING -> "Stopping: requests in flight end, users leave";
            case STOPPED -> "Stopped";
        };
    }

    private void notePhase(Live before, Live now) {
        if (now.phase() >= 0 && before.phase() != now.phase()) {
            add(Level.INFO, "Now in " + now.phaseName());
        }
    }

    private void noteWorkers(Live before, Live now) {
        Map<String, String> earlier = states(before);
        states(now).forEach((name, state) -> {
            String was = earlier.get(name);
            if (!state.equals(was)) {
                add(isBad(state) ? Level.WARNING : Level.INFO, "Worker " + name + " is " + state);
            }
        });
    }

    private static boolean isBad(String state) {
        return state.equals("lost") || state.equals("away");
    }

    private static Map<String, String> states(Live live) {
        Map<String, String> states = new HashMap<>();
        live.workerViews().forEach(worker -> states.put(worker.name(), worker.state()));
        return states;
    }

    private void noteHealth(Live.Health before, Live.Health now) {
        fresh(before.reasons(), now.reasons())
                .forEach(reason -> add(Level.BAD, "The generator is the bottleneck: " + reason));
        fresh(before.warnings(), now.warnings()).forEach(warning -> add(Level.WARNING, warning));
        if (now.healthy() && !before.healthy()) {
            add(Level.GOOD, "The generator keeps up again");
        }
    }

    /** Those that are not merely an earlier one with other figures. */
    private static List<String> fresh(List<String> before, List<String> now) {
        Set<String> known = before.stream().map(Journal::withoutFigures).collect(Collectors.toSet());
        return now.stream()
                .filter(text -> !known.contains(withoutFigures(text)))
                .toList();
    }

    private static String withoutFigures(String text) {
        return text.replaceAll("[0-9]+([.,][0-9]+)*", "#");
    }

    private void noteThresholds(Live before, Live now) {
        Map<String, Boolean> earlier = new HashMap<>();
        before.thresholds().forEach(threshold -> earlier.put(label(threshold), holds(threshold)));
        for (Live.ThresholdView threshold : now.thresholds()) {
            boolean held = earlier.getOrDefault(label(threshold), true);
            if (held != holds(threshold)) {
                String text = label(threshold) + (held ? " is missed: " : " holds again: ") + threshold.measuredText();
                add(held ? Level.BAD : Level.GOOD, text);
            }
        }
    }

    /** Before the first sample nothing is missed yet. */
    private static boolean holds(Live.ThresholdView threshold) {
        return Double.isNaN(threshold.measured()) || threshold.holding();
    }

    private static String label(Live.ThresholdView threshold) {
        return threshold.expression()
                + threshold.name().map(name -> " of " + name).orElse("");
    }
}

package dev.throng.runner.web;

import dev.throng.runner.cluster.Run;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.web.http.Refused;
import dev.throng.runner.web.live.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the page may do to a run. Safe for all threads. */
final class Controls {
    private static final Pattern RUN_TIME = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s?)?");
    private static final int MOST_USERS = 1_000_000;

    private final Supplier<Shown> shown;
    private final Runnable another;
    private final boolean repeatable;
    private @Nullable Thread timer;

    /**
     * @param another shows a fresh run of the same plan
     * @param repeatable whether it can
     */
    Controls(Supplier<Shown> shown, Runnable another, boolean repeatable) {
        this.shown = shown;
        this.another = another;
        this.repeatable = repeatable;
    }

    /** Whether a person sets the load, rather than the file. */
    boolean interactive() {
        return shown.get().run().plan().shape().isEmpty();
    }

    /**
     * Starts the run or changes its load.
     *
     * @param runTime until it is stopped, from now on; it goes on when empty
     * @param values of the code's own options, by their names, for a run that begins
     * @throws Refused with the reason for the user
     */
    synchronized void load(int users, double spawnRate, Optional<Duration> runTime, Map<String, List<String>> values) {
        require(interactive(), "The load follows the stages of the file");
        require(users >= 0 && users <= MOST_USERS, "The number of users must be from 0 to " + MOST_USERS);
        require(spawnRate > 0 && Double.isFinite(spawnRate), "The spawn rate must be above 0");
        if (shown.get().over()) {
            require(repeatable, "The run is over, and its process has only this one: start it again for another");
            another.run();
        }
        Shown now = shown.get();
        Live.State state = now.feed().live().state();
        boolean running = state != Live.State.READY && state != Live.State.WAITING_FOR_WORKERS;
        if (!running) {
            now.run().plan().scenario().ifPresent(code -> say(code, users, spawnRate, values));
        }
        now.run().load(users, spawnRate);
        now.feed()
                .note(
                        Journal.Level.INFO,
                        (running ? "Load changed to " : "Started: ") + Figure.of(users, "user") + ", "
                                + plain(spawnRate)
                                + " per second"
                                + runTime.map(time -> ", for " + words(time)).orElse(""));
        stopAfter(now.run(), runTime);
    }

    private static void say(Scenario code, int users, double spawnRate, Map<String, List<String>> values) {
        try {
            code.say(users, spawnRate, values);
        } catch (IllegalArgumentException wrong) {
            throw new Refused(409, String.valueOf(wrong.getMessage()));
        }
    }

    private void stopAfter(Run run, Optional<Duration> runTime) {
        if (timer != null) {
            timer.interrupt();
        }
        timer = runTime.map(time -> Thread.ofVirtual().name("web-run-time").start(() -> stop(run, time)))
                .orElse(null);
    }

    private static void stop(Run run, Duration after) {
        try {
            Thread.sleep(after);
            run.stop(Run.StopReason.END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        Shown now = shown.get();
        now.feed().note(Journal.Level.INFO, "Stop asked for");
        now.run().stop(Run.StopReason.USER);
    }

    /** @throws Refused when the load follows a file: its verdict is over all of it */
    void reset() {
        require(interactive(), "Statistics are reset in interactive runs only");
        Shown now = shown.get();
        now.run().resetStatistics();
        now.feed().note(Journal.Level.INFO, "Statistics reset");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Refused(409, otherwise);
        }
    }

    /** As Locust writes it: 20, 20s, 3m, 2h, 1h20m, 3h30m10s. Empty when it is written in another way. */
    static Optional<Duration> runTime(String text) {
        Matcher parts = RUN_TIME.matcher(text.strip());
        if (text.isBlank() || !parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofHours(part(parts, 1)).plusMinutes(part(parts, 2)).plusSeconds(part(parts, 3)));
    }

    private static long part(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    private static String words(Duration time) {
        return time.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}

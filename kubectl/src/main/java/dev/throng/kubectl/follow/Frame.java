package dev.throng.kubectl.follow;

import dev.throng.api.schema.GoDuration;
import dev.throng.api.status.Condition;
import dev.throng.api.status.ConditionStatus;
import dev.throng.api.status.Phase;
import dev.throng.api.status.ProgressStatus;
import dev.throng.api.status.WorkersStatus;
import dev.throng.kubectl.cluster.LoadTest;
import dev.throng.kubectl.terminal.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run in progress, out of its status. */
public final class Frame {
    private static final int BAR = 40;
    private static final ProgressStatus NOTHING =
            new ProgressStatus(null, null, null, null, null, null, null, null, null, null, null, null, null);

    private Frame() {}

    static List<String> lines(LoadTest test) {
        ProgressStatus progress = Optional.ofNullable(test.status().progress()).orElse(NOTHING);
        List<String> lines = new ArrayList<>();
        lines.add(Words.orNone(test.status().runId())
                + test.target().map(url -> " → " + Words.clean(url)).orElse(""));
        if (test.status().phase() != Phase.Running && test.status().phase() != Phase.Stopping) {
            lines.add(waiting(test));
            return lines;
        }
        lines.add(bar(progress) + stage(progress, test.status().phase()));
        lines.add(load(progress, test.status().workers()));
        lines.add(figures(progress));
        test.conditions().stream()
                .filter(condition -> condition.status() == ConditionStatus.False)
                .filter(condition -> !"Finished".equals(condition.type()) && !"Complete".equals(condition.type()))
                .filter(condition -> !"Passed".equals(condition.type()))
                .map(condition -> "! " + condition.type() + ": " + Words.clean(condition.message()))
                .forEach(lines::add);
        return lines;
    }

    /** What is there before the load: for what a run waits, in the operator's words. */
    public static String waiting(LoadTest test) {
        return test.condition("WorkersReady")
                .filter(condition -> condition.status() != ConditionStatus.True)
                .map(Condition::message)
                .map(Words::clean)
                .filter(message -> !message.isEmpty())
                .orElseGet(() -> Optional.ofNullable(test.status().phase())
                        .map(phase -> switch (phase) {
                            case Pending -> "accepted";
                            case Suspended -> "suspended: spec.suspend holds it back";
                            case Starting -> "its pods are on their way";
                            case Running, Stopping, Finished -> phase.name();
                        })
                        .orElse("nobody has taken it yet"));
    }

    private static String bar(ProgressStatus progress) {
        Optional<Duration> elapsed = duration(progress.elapsed());
        Optional<Duration> remaining = duration(progress.remaining());
        if (elapsed.isEmpty()) {
            return "";
        }
        if (remaining.isEmpty()) {
            return Words.duration(elapsed.get());
        }
        Duration whole = elapsed.get().plus(remaining.get());
        int done = whole.isZero() ? BAR : (int) (BAR * elapsed.get().toMillis() / whole.toMillis());
        return "━".repeat(done) + "─".repeat(BAR - done) + " " + Words.duration(elapsed.get()) + " of "
                + Words.duration(whole);
    }

    private static String stage(ProgressStatus progress, @Nullable Phase phase) {
        if (phase == Phase.Stopping) {
            return " · ending";
        }
        return progress.stage() == null ? "" : " · " + Words.clean(progress.stage());
    }

    private static String load(ProgressStatus progress, @Nullable WorkersStatus workers) {
        List<String> parts = new ArrayList<>();
        parts.add("users " + Words.count(progress.users())
                + (progress.intendedUsers() == null || progress.intendedUsers().equals(progress.users())
                        ? ""
                        : " of " + Words.count(progress.intendedUsers())));
        if (progress.intendedRate() != null && progress.intendedRate() > 0) {
            parts.add("arrivals " + Words.rate(progress.intendedRate()) + "/s");
        }
        if (workers != null) {
            parts.add("workers " + Words.count(workers.ready()) + " of " + Words.count(workers.desired())
                    + (workers.lost() == null || workers.lost() == 0 ? "" : ", " + workers.lost() + " lost"));
        }
        return String.join(" · ", parts);
    }

    private static String figures(ProgressStatus progress) {
        return "requests %s · %s/s · failed %s · p50 %s · p95 %s · p99 %s%s"
                .formatted(
                        Words.count(progress.requests()),
                        Words.rate(progress.rps()),
                        Words.percent(progress.failureRate()),
                        Words.millis(progress.p50()),
                        Words.millis(progress.p95()),
                        Words.millis(progress.p99()),
                        progress.dropped() == null || progress.dropped() == 0
                                ? ""
                                : " · dropped " + Words.count(progress.dropped()));
    }

    private static Optional<Duration> duration(@Nullable String text) {
        return text == null ? Optional.empty() : GoDuration.parse(text);
    }
}

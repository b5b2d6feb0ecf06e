package dev.throng.operator.loadtest.follow;

import dev.throng.api.schema.GoDuration;
import dev.throng.api.status.ProgressStatus;
import dev.throng.operator.loadtest.follow.Progress.Missed;
import dev.throng.operator.loadtest.follow.Progress.State;
import dev.throng.runner.cluster.RunProgress;
import dev.throng.runner.stats.total.Live.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a master says, as the operator understands it. Remembers how long workers have been lost, so one for each stream;
 * not for several threads.
 */
final class Progresses {
    /** A worker that was cut off for less may come back, and still has what it measured. */
    private static final Duration SILENT = Duration.ofSeconds(30);

    private final Map<String, Instant> lostSince = new HashMap<>();
    private int lostNow;
    private int lostInAll;

    Progress of(RunProgress said, Instant now) {
        State state = state(said);
        return new Progress(
                state,
                state == State.WAITING || said.elapsedNanos() == 0
                        ? Optional.empty()
                        : Optional.of(now.minus(Duration.ofNanos(said.elapsedNanos()))),
                figures(said),
                said.workers(),
                lost(said),
                Optional.of(said.waitingFor()).filter(what -> !what.isEmpty()),
                silent(said, now),
                said.healthReasons(),
                missed(said));
    }

    /** In all, those that were replaced included: the master tells of those that are lost now. */
    private int lost(RunProgress said) {
        lostInAll += Math.max(0, said.workersLost() - lostNow);
        lostNow = said.workersLost();
        return lostInAll;
    }

    private static State state(RunProgress said) {
        return switch (said.state()) {
            case READY, WAITING_FOR_WORKERS -> State.WAITING;
            case WARMING_UP, RUNNING -> State.RUNNING;
            case STOPPING -> State.STOPPING;
            case STOPPED -> State.ENDED;
        };
    }

    private static ProgressStatus figures(RunProgress said) {
        boolean none = said.totals().requests() == 0;
        return new ProgressStatus(
                seconds(said.elapsedNanos()),
                said.lengthNanos() == Long.MAX_VALUE
                        ? null
                        : seconds(Math.max(0, said.lengthNanos() - said.elapsedNanos())),
                said.phaseName().isEmpty() ? null : said.phaseName(),
                said.users(),
                said.intendedUsers(),
                Endings.number(said.recent().rps()),
                said.intendedRate() == 0 ? null : Endings.number(said.intendedRate()),
                said.totals().requests(),
                none ? null : Endings.number(said.totals().failureRate()),
                Endings.number(said.totals().p50()),
                Endings.number(said.totals().p95()),
                Endings.number(said.totals().p99()),
                said.dropped());
    }

    private static @Nullable String seconds(long nanos) {
        return GoDuration.format(Duration.ofSeconds(Duration.ofNanos(nanos).toSeconds()));
    }

    private List<String> silent(RunProgress said, Instant now) {
        List<String> lost = said.workersByName().stream()
                .filter(worker -> worker.state().equals("lost"))
                .map(WorkerView::name)
                .toList();
        lostSince.keySet().retainAll(lost);
        lost.forEach(name -> lostSince.putIfAbsent(name, now));
        return lost.stream()
                .filter(name -> !lostSince.getOrDefault(name, now).plus(SILENT).isAfter(now))
                .toList();
    }

    /** Nothing is missed before anything was measured. */
    private static List<Missed> missed(RunProgress said) {
        if (said.totals().requests() == 0) {
            return List.of();
        }
        return said.thresholds().stream()
                .filter(threshold -> !threshold.holding())
                .map(threshold -> new Missed(
                        threshold.name().isEmpty()
                                ? threshold.expression()
                                : threshold.expression() + " (" + threshold.name() + ")",
                        threshold.measured()))
                .toList();
    }
}

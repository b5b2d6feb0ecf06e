package dev.throng.operator.loadtest.decide;

import dev.throng.api.schema.GoDuration;
import dev.throng.operator.loadtest.Words;
import dev.throng.operator.loadtest.desired.Accepted;
import dev.throng.operator.loadtest.follow.Ending.Reason;
import dev.throng.operator.loadtest.follow.Progress;
import dev.throng.operator.loadtest.follow.Progress.State;
import dev.throng.operator.loadtest.observe.Asked;
import dev.throng.operator.loadtest.observe.CalibrationView;
import dev.throng.operator.loadtest.observe.Observed;
import dev.throng.operator.loadtest.observe.Present.PodView;
import dev.throng.operator.loadtest.observe.Trouble;
import dev.throng.operator.loadtest.observe.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table: by the phase that the status is in and what is observed, what is to be done. Pure.
 *
 * <pre>
 *                          asked: nothing new      suspended  wrong    missing, late     aborted  runnable
 * Pending/Suspended/none   –                       Hold       Reject   Hold, Reject      Hold     Accept
 * Finished                 Rest, Dismiss, CleanUp  Hold       Reject   Hold, Reject      Hold     Accept
 * Finished, notices wait   Tell                    Tell       Tell     Tell              Tell     Tell
 *
 *                          objects missing      master silent        waiting  running  stopping  ended   abort
 * Starting                 Calibrate, Size, then
 *                          Provide, late: GiveUp Attend, late: GiveUp Attend   Attend   Attend    Store   GiveUp, heard: stop
 * Running, Stopping        GiveUp               Attend, late: GiveUp Attend   Attend   Attend    Store   stop
 * </pre>
 */
public final class Decisions {
    /** How often a start is looked at: some of what may be wrong is told in no watched object. */
    private static final Duration START_PULSE = Duration.ofSeconds(5);

    /** How often to look at a run from which nothing is heard. */
    private static final Duration PULSE = Duration.ofSeconds(30);

    /** How often to look for what is missing. */
    private static final Duration MISSING_PULSE = Duration.ofSeconds(5);

    /** How long a master may be out of reach: pods are replaced, images pulled, nodes drained meanwhile. */
    private static final Duration OUT_OF_REACH = Duration.ofMinutes(10);

    /** How long an abort waits for a master that is out of reach. */
    private static final Duration ABORT_UNHEARD = Duration.ofMinutes(1);

    /** And how long for one that has not been heard yet at all. */
    private static final Duration ABORT_UNSPOKEN = Duration.ofSeconds(10);

    /** How long after the end a worker may still be there. */
    private static final Duration LEAVING = Duration.ofSeconds(30);

    private Decisions() {}

    public static Decision decide(Observed seen) {
        return switch (seen.last().phase()) {
            case Starting -> starting(seen);
            case Running, Stopping -> underWay(seen);
            case Finished -> seen.untold() ? new Decision.Tell() : seen.due() ? asked(seen) : finished(seen);
            case Pending, Suspended -> asked(seen);
            case null -> asked(seen);
        };
    }

    // Before a run

    private static Decision asked(Observed seen) {
        return switch (seen.asked().validity().orElseThrow()) {
            case Validity.Wrong wrong -> new Decision.Reject(wrong.problems());
            case Validity.Missing missing -> missing(seen, missing);
            case Validity.Valid valid -> runnable(seen.asked(), valid);
        };
    }

    private static Decision missing(Observed seen, Validity.Missing missing) {
        Instant deadline =
                seen.missingSince().orElse(seen.now()).plus(seen.asked().startDeadline());
        if (!seen.asked().suspend() && !seen.now().isBefore(deadline)) {
            return new Decision.Reject(missing.what());
        }
        String message = missing.what().getFirst().message();
        return new Decision.Hold(
                Observed.MISSING,
                message,
                seen.asked().suspend(),
                missing.what(),
                Optional.of(seen.now().plus(MISSING_PULSE)));
    }

    private static Decision runnable(Asked asked, Validity.Valid valid) {
        if (asked.suspend()) {
            return hold("Suspended", "held back by spec.suspend", true);
        }
        return asked.abort()
                ? hold("AbortRequested", "spec.abort is true: set it to false, and the run begins", false)
                : new Decision.Accept(valid.accepted());
    }

    private static Decision hold(String reason, String message, boolean suspended) {
        return new Decision.Hold(reason, message, suspended, List.of(), Optional.empty());
    }

    // During a run

    private static Decision starting(Observed seen) {
        if (seen.asked().abort() && (seen.present().masterPod().isEmpty() || neverHeard(seen))) {
            return new Decision.GiveUp(Reason.Aborted, "Aborted", "aborted before the load began");
        }
        if (!seen.present().complete() && late(seen)) {
            return new Decision.GiveUp(Reason.Broken, "StartDeadlineExceeded", tooLate(seen));
        }
        if (!seen.present().complete()) {
            return switch (seen.asked().validity().orElseThrow()) {
                case Validity.Valid valid -> provided(seen, valid.accepted());
                case Validity.Missing missing ->
                    refused(missing.what().getFirst().message());
                case Validity.Wrong wrong -> refused(wrong.problems().getFirst().message());
            };
        }
        return seen.progress().isEmpty() || is(seen, State.WAITING) ? coming(seen) : followed(seen);
    }

    private static Decision provided(Observed seen, Accepted accepted) {
        if (!accepted.calibrates() || seen.present().wanted() > 0) {
            return new Decision.Provide(accepted);
        }
        return seen.present()
                .calibration()
                .flatMap(view -> sized(view, accepted))
                .orElseGet(() -> new Decision.Calibrate(accepted));
    }

    private static Optional<Decision> sized(CalibrationView view, Accepted accepted) {
        return view.failed()
                ? Optional.of(new Decision.Size(accepted, false, view.words()))
                : view.workers().map(number -> new Decision.Size(accepted.calibrated(number), true, view.words()));
    }

    /** A master that does not speak yet makes no load yet. */
    private static boolean neverHeard(Observed seen) {
        return seen.progress().isEmpty()
                && seen.silentSince()
                        .filter(since -> Duration.between(since, seen.now()).compareTo(ABORT_UNSPOKEN) > 0)
                        .isPresent();
    }

    private static Decision refused(String message) {
        return new Decision.GiveUp(Reason.Broken, "StartFailed", "the run could not be started: " + message);
    }

    private static Decision coming(Observed seen) {
        Instant deadline = startDeadline(seen);
        Optional<Trouble> invalid = seen.present().troubles().stream()
                .filter(trouble -> trouble.reason() == Trouble.Reason.InvalidInput)
                .findFirst();
        if (invalid.isPresent()) {
            return new Decision.GiveUp(Reason.Invalid, "Invalid", invalid.get().message());
        }
        Optional<String> failed = masterGone(seen).or(() -> workersGone(seen));
        if (failed.isPresent()) {
            return new Decision.GiveUp(Reason.Broken, "StartFailed", failed.get());
        }
        boolean target = seen.progress().flatMap(Progress::waitingFor).isPresent();
        if (target && seen.progress().orElseThrow().ready() >= seen.present().wanted()) {
            // How long that may take the master knows.
            return attend(seen, seen.now().plus(START_PULSE));
        }
        if (late(seen)) {
            return new Decision.GiveUp(Reason.Broken, "StartDeadlineExceeded", tooLate(seen));
        }
        return attend(seen, earlier(deadline, seen.now().plus(START_PULSE)));
    }

    private static Instant startDeadline(Observed seen) {
        return instant(seen.last().acceptedAt())
                .orElse(seen.now())
                .plus(seen.asked().startDeadline());
    }

    private static boolean late(Observed seen) {
        return !seen.now().isBefore(startDeadline(seen));
    }

    private static String tooLate(Observed seen) {
        String why = seen.present().troubles().stream()
                .findFirst()
                .map(Trouble::message)
                .or(() -> seen.present().complete() ? Optional.empty() : seen.told("WorkersReady"))
                .or(() -> seen.progress().map(said -> Words.count(said.ready(), "worker") + " connected"))
                .orElse("the master was out of reach");
        return "the run did not start within " + text(seen.asked().startDeadline()) + ": " + why;
    }

    private static Decision underWay(Observed seen) {
        Duration silence = seen.silentSince()
                .map(since -> Duration.between(since, seen.now()))
                .orElse(Duration.ZERO);
        if (!seen.present().any() && !seen.heard()) {
            return new Decision.GiveUp(
                    Reason.Broken, "ObjectsRemoved", "the run's Jobs are gone: somebody deleted them");
        }
        if (seen.asked().abort() && silence.compareTo(ABORT_UNHEARD) > 0) {
            return new Decision.GiveUp(Reason.Aborted, "Aborted", "aborted while the master was out of reach");
        }
        if (silence.compareTo(OUT_OF_REACH) > 0) {
            return new Decision.GiveUp(
                    Reason.Broken, "MasterOutOfReach", "nothing was heard of the master for " + text(OUT_OF_REACH));
        }
        return followed(seen);
    }

    private static Decision followed(Observed seen) {
        Optional<String> gone = masterGone(seen).filter(_ -> !seen.heard());
        if (gone.isPresent()) {
            return new Decision.GiveUp(Reason.Broken, "MasterLost", gone.get());
        }
        return is(seen, State.ENDED)
                ? new Decision.Store()
                : attend(seen, seen.now().plus(PULSE));
    }

    private static Decision attend(Observed seen, Instant until) {
        List<String> silent = seen.progress().map(Progress::silent).orElse(List.of());
        List<String> replace = seen.present().pods().stream()
                .filter(pod -> pod.live() && silent.contains(pod.host()))
                .map(PodView::name)
                .toList();
        boolean ending = is(seen, State.STOPPING) || is(seen, State.ENDED);
        return new Decision.Attend(
                seen.asked().abort() && seen.heard() && !ending,
                replace,
                seen.asked().abort() ? Optional.empty() : seen.asked().grown(),
                until);
    }

    /** A master that ended by itself, or will not be made again. */
    private static Optional<String> masterGone(Observed seen) {
        return seen.present()
                .master()
                .flatMap(job -> job.done() ? Optional.of("the master ended before its report was taken") : job.failed())
                .map(message -> because(message, seen));
    }

    private static Optional<String> workersGone(Observed seen) {
        return seen.present().workers().stream()
                .flatMap(job -> job.failed().stream())
                .findFirst()
                .map(message -> because(message, seen));
    }

    private static String because(String message, Observed seen) {
        return seen.present().troubles().stream()
                .findFirst()
                .map(trouble -> message + ": " + trouble.message())
                .orElse(message);
    }

    // After a run

    private static Decision finished(Observed seen) {
        if (!seen.present().any()) {
            return new Decision.Rest(Optional.empty());
        }
        Instant end = instant(seen.last().finishedAt())
                .orElse(seen.now())
                .plus(seen.asked().ttl());
        if (!seen.now().isBefore(end)) {
            return new Decision.CleanUp(seen.run());
        }
        return seen.present()
                .masterPod()
                .<Decision>map(pod -> new Decision.Release(seen.run(), pod.ip()))
                .orElseGet(() -> withoutMaster(seen, end));
    }

    /** Workers usually go by themselves. */
    private static Decision withoutMaster(Observed seen, Instant end) {
        if (seen.present().pods().stream().noneMatch(PodView::live)) {
            return new Decision.Rest(Optional.of(end));
        }
        Instant until = instant(seen.last().finishedAt()).orElse(seen.now()).plus(LEAVING);
        return seen.now().isBefore(until)
                ? new Decision.Rest(Optional.of(earlier(until, end)))
                : new Decision.Dismiss(seen.run());
    }

    private static boolean is(Observed seen, State state) {
        return seen.progress().filter(said -> said.state() == state).isPresent();
    }

    private static Optional<Instant> instant(@Nullable String text) {
        return Optional.ofNullable(text).map(Instant::parse);
    }

    private static String text(Duration duration) {
        return GoDuration.format(duration);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

package dev.throng.operator.loadtest.decide;

import dev.throng.api.Problem;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.desired.Accepted;
import dev.throng.operator.loadtest.follow.Ending.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one reconcile does: one step, which may be done twice without harm. */
public sealed interface Decision {
    /** Nothing, until something happens or the instant comes. */
    record Rest(Optional<Instant> until) implements Decision {}

    /**
     * The run that is asked for does not begin yet.
     *
     * @param reason in CamelCase, for the conditions
     * @param suspended whether {@code spec.suspend} is why
     * @param until when to look again, if nothing happens
     */
    record Hold(String reason, String message, boolean suspended, List<Problem> missing, Optional<Instant> until)
            implements Decision {}

    /** What is asked for cannot be run. */
    record Reject(List<Problem> problems) implements Decision {}

    /** The run is to be; from the status of this decision on its spec is frozen. Nothing is made yet. */
    record Accept(Accepted accepted) implements Decision {}

    /** What finds out how many workers there are to be is to be made, if it is not there, and waited for. */
    record Calibrate(Accepted accepted) implements Decision {}

    /**
     * It is known how many workers there are to be, so that the run's objects can be made.
     *
     * @param found whether it was found out; else it is the number to fall back on
     * @param words why so many, or why nobody found out
     */
    record Size(Accepted accepted, boolean found, String words) implements Decision {}

    /** The run's objects are to be made, all that are not there. */
    record Provide(Accepted accepted) implements Decision {}

    /**
     * The master is to be listened to, and the status to say what it says.
     *
     * @param stop whether it is to be told to end the run
     * @param replace pods whose process is silent though it never ended
     * @param grow the run with more workers, which are to be made; empty when there are enough
     * @param until when to look again, if nothing happens
     */
    record Attend(boolean stop, List<String> replace, Optional<Accepted> grow, Instant until) implements Decision {}

    /** The result is to be fetched and stored, and the run to be over. */
    record Store() implements Decision {}

    /** People are to be told how the run ended. */
    record Tell() implements Decision {}

    /** The master is to be let go: the run is over, and its report stored. */
    record Release(RunId run, String host) implements Decision {}

    /**
     * The run is over without a result of its master's. Its pods are ended.
     *
     * @param why in CamelCase
     */
    record GiveUp(Reason reason, String why, String message) implements Decision {}

    /** The run is over and its master gone, but others are not: replaced too late, they look for it in vain. */
    record Dismiss(RunId run) implements Decision {}

    /** What is left of the run is to be removed, but for its report. */
    record CleanUp(RunId run) implements Decision {}
}

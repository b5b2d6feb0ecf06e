package dev.throng.runner.engine.step;

import dev.throng.runner.code.MetricKind;

/**
 * Measures a flow as a whole: from the intended start of what comes first in it to the end of what comes last, pauses included.
 * A user who leaves in the middle of it leaves nothing. Confined to the user's loop.
 */
final class Group extends Rounds {
    private final String name;
    private final Rounds rounds;
    private final long beganNanos;
    private boolean failed;

    Group(String name, Rounds rounds, long beganNanos) {
        this.name = name;
        this.rounds = rounds;
        this.beganNanos = beganNanos;
    }

    @Override
    boolean next(ScriptedUser user) {
        boolean more = rounds.next(user);
        if (!more) {
            over(user);
        }
        return more;
    }

    @Override
    boolean mayNeverEnd() {
        return rounds.mayNeverEnd();
    }

    /** A request in it has failed. */
    @Override
    void failed() {
        failed = true;
    }

    /** No step of it comes any more. */
    @Override
    void over(ScriptedUser user) {
        double millis = (user.readyNanos() - beganNanos) / 1e6;
        user.loop().metric(MetricKind.GROUP, name, millis, beganNanos);
        if (failed) {
            user.loop().metric(MetricKind.GROUP_FAILURES, name, millis, beganNanos);
        }
    }
}

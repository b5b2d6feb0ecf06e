package dev.throng.runner.engine.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.step.OnFailure;
import dev.throng.runner.code.MetricKind;
import dev.throng.runner.engine.exchange.Call;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Values;
import dev.throng.runner.stats.Snapshot.Counter;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one user at once: all of a flow's, or all of them for each item of a list, at most so many at a time. One per
 * performance, confined to the loop.
 */
final class Spread {
    private final ScriptedUser user;
    private final Parallel step;
    private final @Nullable JsonNode items;
    private final long beganNanos;
    private final int number;
    private final ArrayDeque<ParallelBranch> free = new ArrayDeque<>();
    private int next;
    private int active;
    private long endNanos;
    private boolean failed;
    private boolean starting;

    /** The first request that failed and has something to say about its user. */
    private @Nullable Call decisive;

    /** @param list null when there is none to go through */
    Spread(ScriptedUser user, Parallel step, @Nullable JsonNode list) {
        this.user = user;
        this.step = step;
        items = list;
        beganNanos = user.readyNanos();
        endNanos = beganNanos;
        number = step.calls.length * (list == null ? 1 : list.size());
    }

    /** Begins as many as may be under way; whether all are over already. */
    boolean begin() {
        List<ParallelBranch> branches = user.branches().first(Math.min(number, step.most));
        branches.forEach(ParallelBranch::follow);
        free.addAll(branches);
        goOn();
        return active == 0;
    }

    /** A strand's request is over. */
    void ended(ParallelBranch branch) {
        active--;
        note(branch);
        goOn();
        if (active == 0) {
            user.spreadEnded(this);
        }
    }

    /** The user is to leave: nothing is begun any more. */
    void leave() {
        for (ParallelBranch branch : user.branches().first(Math.min(number, step.most))) {
            if (branch.stopsPausing()) {
                ended(branch);
            }
        }
    }

    private void note(ParallelBranch branch) {
        endNanos = Math.max(endNanos, branch.readyNanos());
        free.addFirst(branch);
        if (!branch.met()) {
            failed = true;
            Call call = branch.call();
            if (decisive == null && call != null && call.onFailure() != OnFailure.goOn) {
                decisive = call;
            }
        }
    }

    private void goOn() {
        if (starting) {
            return;
        }
        starting = true;
        while (next < number && !free.isEmpty() && decisive == null && !user.isLeaving()) {
            start(free.removeFirst(), next++);
        }
        starting = false;
    }

    private void start(ParallelBranch branch, int job) {
        CallStep call = step.calls[job % step.calls.length];
        Step.ForEach each = step.each;
        if (each != null && items != null) {
            branch.own(each.variable(), Values.of(items.get(job / step.calls.length)));
        }
        if (!call.admits(branch)) {
            user.loop().count(Counter.SKIPPED);
            free.addFirst(branch);
        } else if (branch.begin(this, call.call, Math.max(beganNanos, branch.readyNanos()))) {
            note(branch);
        } else {
            active++;
        }
    }

    /** Whether it was cut short, so that it measures nothing as a whole. */
    private boolean isCut() {
        return next < number;
    }

    /** What failed and ends what its user does; null when nothing did. */
    @Nullable Call decisive() {
        return decisive;
    }

    long endNanos() {
        return endNanos;
    }

    boolean failed() {
        return failed;
    }

    void measure() {
        String group = step.group;
        if (group == null || isCut() && decisive == null) {
            return;
        }
        double millis = (endNanos - beganNanos) / 1e6;
        user.loop().metric(MetricKind.GROUP, group, millis, beganNanos);
        if (failed) {
            user.loop().metric(MetricKind.GROUP_FAILURES, group, millis, beganNanos);
        }
    }
}

package dev.throng.runner.engine;

import dev.throng.runner.engine.judge.Judge;
import dev.throng.runner.http.PreparedRequest;
import dev.throng.runner.plan.Capture;
import dev.throng.runner.plan.Step;
import dev.throng.runner.stats.Recorder;
import java.util.List;

/** A request step, ready for one loop: encoded as far as it is constant, with its place in the loop's recorder. */
final class Call extends Action {
    final Step.Request step;
    final PreparedRequest prepared;
    final int slot;
    final Judge judge;
    final List<Capture> captures;
    private final Step.Push[] pushes;
    final boolean wantsBody;
    final boolean isHead;
    final boolean followsRedirects;
    final long totalTimeoutNanos;
    final Recorder.Timing receiveTime;

    /** @param keepContent whether the body is wanted beyond what the step itself looks at */
    Call(Step.Request step, Loop loop, Program program, boolean keepContent) {
        super(step);
        this.step = step;
        prepared = loop.shared.prepare(step);
        slot = loop.recorder.slot(step.user(), step.name(), step.method());
        judge = Judge.of(step.expect());
        captures = step.captures();
        pushes = step.pushes().toArray(Step.Push[]::new);
        wantsBody = keepContent || prepared.wantsBody();
        isHead = prepared.isHead();
        followsRedirects = step.followRedirects();
        totalTimeoutNanos = step.totalTimeoutNanos();
        receiveTime = program.receiveTime();
    }

    @Override
    boolean perform(ScriptedUser user) {
        return user.call(this);
    }

    /** What a successful request puts into pools. */
    void push(User user) {
        for (Step.Push push : pushes) {
            Object value = push.value().value(user);
            if (value != null) {
                user.loop.shared.pools().push(push.pool(), value);
            }
        }
    }
}

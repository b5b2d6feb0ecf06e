package dev.throng.runner.engine.step;

import dev.throng.runner.engine.exchange.Call;
import dev.throng.runner.plan.step.Step;

/** A step that makes a call. */
final class CallStep extends Action {
    final Call call;

    CallStep(Step step, Call call) {
        super(step);
        this.call = call;
    }

    @Override
    boolean perform(ScriptedUser user) {
        return user.call(call);
    }
}

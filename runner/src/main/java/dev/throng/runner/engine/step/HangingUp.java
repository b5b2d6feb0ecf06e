package dev.throng.runner.engine.step;

import dev.throng.api.step.OnFailure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.stats.RequestKey;

/** A step that closes a WebSocket, ready for one loop. */
final class HangingUp extends Action {
    final Step.HangUp step;
    final RequestKey key;
    final int slot;

    HangingUp(Step.HangUp step, Loop loop) {
        super(step);
        this.step = step;
        key = Talking.closing(step.user(), step.name());
        slot = loop.recorder().slot(key);
    }

    OnFailure onFailure() {
        return step.onFailure();
    }

    @Override
    boolean perform(ScriptedUser user) {
        return user.talked(user.talks().begin(this, user.readyNanos()));
    }
}

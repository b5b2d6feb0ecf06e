package dev.throng.runner.engine.socket;

import dev.throng.api.step.OnFailure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.stats.RequestKey;

/** A step that closes a WebSocket, ready for one loop. */
public final class CloseStep {
    final Step.HangUp step;
    final RequestKey key;
    final int slot;

    public CloseStep(Step.HangUp step, Loop loop) {
        this.step = step;
        key = MessageStep.closing(step.user(), step.name());
        slot = loop.recorder().slot(key);
    }

    OnFailure onFailure() {
        return step.onFailure();
    }
}

package dev.throng.runner.engine.step;

import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.socket.CloseStep;
import dev.throng.runner.engine.socket.MessageStep;
import dev.throng.runner.engine.socket.WebSocketSteps;
import dev.throng.runner.plan.step.Step;

/** A step of a WebSocket that is open. */
final class SocketStep extends Action {
    /** Begins it; whether it is over already. */
    @FunctionalInterface
    private interface Beginning {
        boolean begin(WebSocketSteps webSockets, long intendedNanos);
    }

    private final Beginning beginning;

    private SocketStep(Step step, Beginning beginning) {
        super(step);
        this.beginning = beginning;
    }

    static SocketStep of(Step.Talk step, Loop loop) {
        MessageStep talking = new MessageStep(step, loop);
        return new SocketStep(step, (webSockets, intended) -> webSockets.begin(talking, intended));
    }

    static SocketStep of(Step.HangUp step, Loop loop) {
        CloseStep hangingUp = new CloseStep(step, loop);
        return new SocketStep(step, (webSockets, intended) -> webSockets.begin(hangingUp, intended));
    }

    @Override
    boolean perform(ScriptedUser user) {
        return user.talked(beginning.begin(user.webSockets(), user.readyNanos()));
    }
}

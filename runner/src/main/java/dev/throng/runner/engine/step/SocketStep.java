package dev.throng.runner.engine.step;

import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.socket.HangingUp;
import dev.throng.runner.engine.socket.Talking;
import dev.throng.runner.engine.socket.Talks;
import dev.throng.runner.plan.step.Step;

/** A step of a WebSocket that is open. */
final class SocketStep extends Action {
    /** Begins it; whether it is over already. */
    @FunctionalInterface
    private interface Beginning {
        boolean begin(Talks talks, long intendedNanos);
    }

    private final Beginning beginning;

    private SocketStep(Step step, Beginning beginning) {
        super(step);
        this.beginning = beginning;
    }

    static SocketStep of(Step.Talk step, Loop loop) {
        Talking talking = new Talking(step, loop);
        return new SocketStep(step, (talks, intended) -> talks.begin(talking, intended));
    }

    static SocketStep of(Step.HangUp step, Loop loop) {
        HangingUp hangingUp = new HangingUp(step, loop);
        return new SocketStep(step, (talks, intended) -> talks.begin(hangingUp, intended));
    }

    @Override
    boolean perform(ScriptedUser user) {
        return user.talked(beginning.begin(user.talks(), user.readyNanos()));
    }
}

package dev.throng.runner.engine.step;

import dev.throng.runner.engine.draw.Weights;
import dev.throng.runner.plan.step.Step;

/** Performs one of several flows, drawn by weight from the user's own source. */
final class Draw extends Action {
    private final Action[][] flows;
    private final Weights weights;

    Draw(Step.Choose choose, Program program) {
        super(choose);
        flows = choose.choices().stream()
                .map(choice -> program.flow(choice.steps()))
                .toArray(Action[][]::new);
        weights = new Weights(
                choose.choices().stream().mapToInt(Step.Choice::weight).toArray());
    }

    @Override
    boolean perform(ScriptedUser user) {
        user.enter(flows[weights.pick(user.random())], Rounds.once());
        return true;
    }
}

package dev.throng.runner.engine.step;

import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Condition;
import org.jspecify.annotations.Nullable;

/** Performs a flow, as often as its step says, or another one where the step's condition is false. */
final class Perform extends Action {
    private final Action[] steps;
    private final Action[] otherwise;
    private final Step.Rounds rounds;
    private final @Nullable Condition condition;
    private final @Nullable String group;

    Perform(Step.Do flow, Program program) {
        super(flow);
        steps = program.flow(flow.steps());
        otherwise = program.flow(flow.otherwise());
        rounds = flow.rounds();
        condition = flow.otherwise().isEmpty() ? null : flow.when().orElse(null);
        group = flow.group().orElse(null);
    }

    @Override
    boolean perform(ScriptedUser user) {
        if (condition != null && !condition.holds(user)) {
            user.enter(otherwise, measured(Rounds.once(), user));
        } else {
            user.enter(steps, measured(Rounds.of(rounds, user), user));
        }
        return true;
    }

    private Rounds measured(Rounds plain, ScriptedUser user) {
        return group == null ? plain : new Group(group, plain, user.readyNanos());
    }
}

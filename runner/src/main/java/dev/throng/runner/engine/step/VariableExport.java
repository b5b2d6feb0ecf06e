package dev.throng.runner.engine.step;

import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.loop.SharedValues;
import dev.throng.runner.plan.step.Step;
import org.jspecify.annotations.Nullable;

/** Hands the values of some variables to whoever has the engine. */
final class VariableExport extends Action {
    private final int[] variables;
    private final SharedValues given;

    VariableExport(Step.Give step, Loop loop) {
        super(step);
        variables = step.variables().stream().mapToInt(Integer::intValue).toArray();
        given = loop.shared().given();
    }

    @Override
    boolean perform(ScriptedUser user) {
        @Nullable Object[] values = new Object[variables.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = user.variable(variables[i]);
        }
        given.give(values);
        return true;
    }
}

package dev.throng.runner.plan;

import dev.throng.api.StepSpec;
import dev.throng.api.UserSpec;
import dev.throng.api.schema.Notation;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the variables of a user class: whatever sets one anywhere in it declares it for all of it. */
final class VariableNames {
    /** The item of a forEach that does not name it. */
    static final String ITEM = "item";

    private VariableNames() {}

    static Variables of(UserSpec user, Flows flows, Place place) {
        Variables variables = new Variables();
        declare(user.variables(), variables, place.field("variables"));
        for (StepSpec step : UserSteps.of(user, flows)) {
            declare(step.capture(), variables, place);
            declare(step.set(), variables, place);
            declare(step.pop(), variables, place);
            if (step.forEach() != null) {
                declare(Map.of(step.item() == null ? ITEM : step.item(), ""), variables, place);
            }
        }
        return variables;
    }

    private static void declare(@Nullable Map<String, ?> named, Variables variables, Place place) {
        if (named == null) {
            return;
        }
        for (String name : named.keySet()) {
            if (!Notation.VARIABLE.matches(name)) {
                place.problem("the variable " + name + " needs " + Notation.VARIABLE.words());
            } else if (Scripts.isReserved(name)) {
                place.problem("a variable can't be called " + name + ", the word has a meaning of its own in ${…}");
            }
            variables.declare(name);
        }
    }
}

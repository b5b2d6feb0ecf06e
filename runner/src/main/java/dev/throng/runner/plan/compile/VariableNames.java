package dev.throng.runner.plan.compile;

import dev.throng.api.scenario.UserSpec;
import dev.throng.api.schema.Notation;
import dev.throng.api.step.StepSpec;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the variables of a user class: whatever sets one anywhere in it declares it for all of it. */
final class VariableNames {
    /** The item of a forEach that does not name it. */
    static final String ITEM = "item";

    private VariableNames() {}

    /** @param given to every user by what is done once, first */
    static Variables of(UserSpec user, Flows flows, Collection<String> given, Place place) {
        Variables variables = new Variables();
        given.forEach(variables::declare);
        declare(user.variables(), variables, place.field("variables"));
        declare(UserSteps.of(user, flows), variables, place);
        return variables;
    }

    /** Those that these steps set, and the flows that they perform. */
    static Variables of(List<StepSpec> steps, Flows flows, Place place) {
        Variables variables = new Variables();
        declare(flows.reached(steps), variables, place);
        return variables;
    }

    /** Declares what these steps set. */
    static void declare(List<StepSpec> steps, Variables variables, Place place) {
        for (StepSpec step : steps) {
            declare(step.request().capture(), variables, place);
            declare(step.set(), variables, place);
            declare(step.request().pop(), variables, place);
            if (step.forEach() != null) {
                declare(Map.of(step.item() == null ? ITEM : step.item(), ""), variables, place);
            }
        }
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

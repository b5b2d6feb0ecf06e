package dev.throng.runner.plan.compile;

import dev.throng.api.scenario.ScenarioSpec;
import dev.throng.api.scenario.UserSpec;
import dev.throng.api.step.StepSpec;
import dev.throng.runner.plan.Once;
import dev.throng.runner.plan.Task;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is done once in a run: each of the two is a user of its own, with one task. What the setup sets are the first
 * variables of every user, so that its values can be handed on as a list.
 */
final class OnceCompiler {
    private final ScenarioCompiler scenario;
    private final ScenarioSpec spec;
    private final Set<String> given;
    private final Optional<UserClass> setup;
    private final Map<String, Boolean> shared = new LinkedHashMap<>();

    private OnceCompiler(ScenarioCompiler scenario, ScenarioSpec spec) {
        this.scenario = scenario.alone();
        this.spec = spec;
        Place at = scenario.place().field("scenario");
        given = spec.setup() == null
                ? Set.of()
                : new LinkedHashSet<>(VariableNames.of(spec.setup(), scenario.flows(), at.field(Once.SETUP))
                        .names());
        setup = Optional.ofNullable(spec.setup())
                .map(steps -> user(Once.SETUP, steps, Map.of(), shared, at.field(Once.SETUP)));
    }

    static OnceCompiler of(ScenarioCompiler scenario, ScenarioSpec spec) {
        return new OnceCompiler(scenario, spec);
    }

    /** Names of what all users are given, in order, and whether it is secret. */
    Map<String, Boolean> shared() {
        return shared;
    }

    /** @param users of the load */
    Once compile(List<UserClass> users) {
        if (spec.setup() == null && spec.teardown() == null) {
            return Once.NOTHING;
        }
        Place at = scenario.place().field("scenario");
        for (UserClass user : users) {
            if (user.name().equals(Once.SETUP) || user.name().equals(Once.TEARDOWN)) {
                at.field("users")
                        .item(user.index())
                        .field("name")
                        .problem("the statistics have what is done once under this name: call the class otherwise");
            }
        }
        Optional<UserClass> teardown = Optional.ofNullable(spec.teardown())
                .map(steps -> user(Once.TEARDOWN, steps, shared, new LinkedHashMap<>(), at.field(Once.TEARDOWN)));
        return new Once(setup, teardown, List.copyOf(given));
    }

    /**
     * @param known what is given to it
     * @param gives filled with what it gives in turn
     */
    private UserClass user(
            String name, List<StepSpec> steps, Map<String, Boolean> known, Map<String, Boolean> gives, Place place) {
        check(steps, place);
        Variables variables = new Variables();
        given.forEach(variables::declare);
        known.forEach((known1, secret) -> {
            if (secret) {
                variables.secret(variables.declare(known1));
            }
        });
        VariableNames.declare(scenario.flows().reached(steps), variables, place);
        List<Step> compiled;
        int secrets;
        // A variable may be read before the step that sets it to a secret.
        do {
            secrets = variables.secrets();
            compiled = new StepCompiler(scenario, nobody(name), place, variables, true).compile(steps, place);
        } while (variables.secrets() > secrets);
        List<Integer> slots = new ArrayList<>();
        for (String variable : given) {
            slots.add(variables.declare(variable));
            gives.put(variable, variables.isSecret(variables.declare(variable)));
        }
        return new UserClass(
                0,
                name,
                1,
                OptionalInt.empty(),
                new Wait.None(),
                variables.size(),
                List.of(),
                List.of(),
                List.of(new Step.Give(slots)),
                List.of(new Task(0, name, 1, compiled)));
    }

    /** Pools are a worker's, and this is no worker's user. */
    private void check(List<StepSpec> steps, Place place) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).stop() != null) {
                place.item(i).problem("setup and teardown have no user to stop: a request that fails ends them");
            }
            if (steps.get(i).rendezvous() != null) {
                place.item(i).problem("setup and teardown have one user, who has nobody to wait for");
            }
            if (steps.get(i).request().pop() != null || steps.get(i).request().push() != null) {
                place.item(i)
                        .problem(
                                "pools are shared by the users of a worker: capture or set a variable instead, which all"
                                        + " users of all workers have then");
            }
        }
    }

    private static UserSpec nobody(String name) {
        return new UserSpec(name, null, null, null, null, null, null, null, null);
    }
}

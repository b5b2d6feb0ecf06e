package dev.throng.runner.plan.compile;

import dev.throng.api.scenario.ScenarioSpec;
import dev.throng.api.scenario.UserSpec;
import dev.throng.api.step.StepSpec;
import dev.throng.runner.script.Nearest;
import dev.throng.runner.script.Place;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pools of a scenario: those that some step pushes to, numbered in the order of the file. */
final class Pools {
    private final Map<String, Integer> indices = new LinkedHashMap<>();

    static Pools of(ScenarioSpec scenario, Flows flows) {
        Pools pools = new Pools();
        if (scenario.users() != null) {
            for (UserSpec user : scenario.users()) {
                UserSteps.of(user, flows).forEach(pools::add);
            }
        }
        return pools;
    }

    private void add(StepSpec step) {
        if (step.request().push() != null) {
            step.request().push().keySet().forEach(name -> indices.putIfAbsent(name, indices.size()));
        }
    }

    int size() {
        return indices.size();
    }

    /** The number of a pool; a name that nothing pushes to is a problem. */
    int index(String name, Place place) {
        Integer index = indices.get(name);
        if (index == null) {
            place.problem("no step pushes to the pool " + name + Nearest.hint(name, indices.keySet()));
        }
        return index == null ? 0 : index;
    }
}

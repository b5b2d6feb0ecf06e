package dev.throng.runner.plan.compile;

import dev.throng.api.scenario.ScenarioSpec;
import dev.throng.api.step.FlowSpec;
import dev.throng.api.step.StepSpec;
import dev.throng.runner.script.Nearest;
import dev.throng.runner.script.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The flows of a scenario by name, and who performs whom. */
final class Flows {
    private final Map<String, FlowSpec> flows = new LinkedHashMap<>();
    private final Map<String, Integer> indices = new LinkedHashMap<>();

    static Flows of(ScenarioSpec scenario) {
        Flows all = new Flows();
        List<FlowSpec> specs = scenario.flows() == null ? List.of() : scenario.flows();
        for (int i = 0; i < specs.size(); i++) {
            FlowSpec spec = specs.get(i);
            if (spec.name() != null && all.flows.putIfAbsent(spec.name(), spec) == null) {
                all.indices.put(spec.name(), i);
            }
        }
        return all;
    }

    /** @param place of {@code scenario.flows} */
    void check(List<FlowSpec> specs, Place place) {
        for (int i = 0; i < specs.size(); i++) {
            FlowSpec spec = specs.get(i);
            if (spec.name() == null) {
                place.item(i).field("name").problem("is missing, steps perform a flow by its name");
            } else if (indices.getOrDefault(spec.name(), i) != i) {
                place.item(i).field("name").problem("another flow is called " + spec.name() + " already");
            }
        }
        flows.keySet()
                .forEach(name -> circle(name)
                        .ifPresent(circle -> place(name, place).problem("the flow performs itself: " + circle)));
    }

    Place place(String name, Place flowsPlace) {
        return flowsPlace.item(indices.getOrDefault(name, 0));
    }

    /** The flow's steps; what nobody is called is a problem, and empty. */
    Optional<List<StepSpec>> steps(String name, Place place) {
        FlowSpec flow = flows.get(name);
        if (flow == null) {
            place.problem("no flow is called " + name + Nearest.hint(name, flows.keySet())
                    + (flows.isEmpty() ? ", the scenario has no flows" : ""));
            return Optional.empty();
        }
        return Optional.ofNullable(flow.steps());
    }

    /** Steps of a flow; none where no flow is called so. */
    List<StepSpec> known(String name) {
        FlowSpec flow = flows.get(name);
        return flow == null || flow.steps() == null ? List.of() : flow.steps();
    }

    /** These steps and those of all flows that they perform. */
    List<StepSpec> reached(List<StepSpec> steps) {
        List<StepSpec> all = new ArrayList<>(steps);
        Set<String> seen = new LinkedHashSet<>();
        Deque<StepSpec> open = new ArrayDeque<>(steps);
        while (!open.isEmpty()) {
            for (String name : performed(open.removeFirst())) {
                FlowSpec flow = flows.get(name);
                if (flow != null && flow.steps() != null && seen.add(name)) {
                    all.addAll(flow.steps());
                    open.addAll(flow.steps());
                }
            }
        }
        return all;
    }

    /** {@code a → b → a}, when performing a leads to performing a. */
    private Optional<String> circle(String name) {
        return circle(name, name, new LinkedHashSet<>());
    }

    private Optional<String> circle(String wanted, String from, Set<String> way) {
        FlowSpec flow = flows.get(from);
        if (flow == null || flow.steps() == null || !way.add(from)) {
            return Optional.empty();
        }
        for (StepSpec step : flow.steps()) {
            for (String next : performed(step)) {
                Optional<String> found = next.equals(wanted)
                        ? Optional.of(String.join(" → ", way) + " → " + wanted)
                        : circle(wanted, next, way);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        way.remove(from);
        return Optional.empty();
    }

    static List<String> performed(StepSpec step) {
        List<String> names = new ArrayList<>();
        if (step.flow() != null) {
            names.add(step.flow());
        }
        if (step.parallel() != null) {
            names.add(step.parallel());
        }
        if (step.otherwise() != null) {
            names.add(step.otherwise());
        }
        if (step.choose() != null) {
            names.addAll(step.choose().keySet());
        }
        return names;
    }
}

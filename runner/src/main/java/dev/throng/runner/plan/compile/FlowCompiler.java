package dev.throng.runner.plan.compile;

import dev.throng.api.step.StepSpec;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Condition;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Template;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The flows that one user class performs: each is compiled once, with the class's variables. */
final class FlowCompiler {
    /** Connections to one host. */
    private static final int AS_BROWSERS = 6;

    private final StepCompiler steps;
    private final Flows flows;
    private final Scripts scripts;
    private final Variables variables;
    private final Place flowsPlace;
    private final Map<String, List<Step>> known = new HashMap<>();

    /** @param flowsPlace of {@code scenario.flows} */
    FlowCompiler(StepCompiler steps, Flows flows, Scripts scripts, Variables variables, Place flowsPlace) {
        this.steps = steps;
        this.flows = flows;
        this.scripts = scripts;
        this.variables = variables;
        this.flowsPlace = flowsPlace;
    }

    Step perform(StepSpec spec, Optional<Condition> when, Place place) {
        String name = Objects.requireNonNull(spec.flow());
        if (spec.otherwise() != null && when.isEmpty()) {
            place.field("otherwise").problem("needs when beside it, which says when it is performed");
        }
        List<Step> otherwise = spec.otherwise() == null ? List.of() : flow(spec.otherwise(), place.field("otherwise"));
        return new Step.Do(
                name,
                flow(name, place.field("do")),
                rounds(spec, place),
                otherwise,
                when,
                Optional.ofNullable(spec.group()));
    }

    Step choose(Map<String, Integer> weights, Optional<Condition> when, Place place) {
        if (weights.values().stream().allMatch(weight -> weight == null || weight < 1)) {
            place.problem("needs a weight above 0 at least");
        }
        List<Step.Choice> choices = new TreeMap<>(weights)
                .entrySet().stream()
                        .map(entry -> new Step.Choice(
                                entry.getKey(),
                                Math.max(0, entry.getValue()),
                                flow(entry.getKey(), place.field(entry.getKey()))))
                        .toList();
        return new Step.Choose(choices, when);
    }

    /** The requests of a flow at once. */
    Step parallel(StepSpec spec, Optional<Condition> when, Place place) {
        String name = Objects.requireNonNull(spec.parallel());
        List<Step.Request> requests = new ArrayList<>();
        for (Step step : flow(name, place.field("parallel"))) {
            if (step instanceof Step.Request request) {
                requests.add(request);
            } else {
                place.field("parallel")
                        .problem("sends requests at once: the flow " + name + " has another step among them");
                break;
            }
        }
        int most =
                spec.connections() == null ? AS_BROWSERS : atLeastOne(spec.connections(), place.field("connections"));
        return new Step.Parallel(
                name,
                requests,
                spec.forEach() == null ? Optional.empty() : Optional.of(forEach(spec, place)),
                most,
                Optional.ofNullable(spec.group()),
                when);
    }

    private Step.Rounds rounds(StepSpec spec, Place place) {
        if (spec.repeatWhile() != null) {
            return new Step.While(scripts.condition(spec.repeatWhile(), variables, place.field("repeatWhile")));
        }
        if (spec.forEach() != null) {
            return forEach(spec, place);
        }
        return new Step.Times(spec.repeat() == null ? 1 : atLeastOne(spec.repeat(), place.field("repeat")));
    }

    private Step.ForEach forEach(StepSpec spec, Place place) {
        String text = Objects.requireNonNull(spec.forEach());
        Template list = scripts.text(text, variables, place.field("forEach"));
        if (!text.strip().startsWith("${")) {
            place.field("forEach").problem("is an expression that gives a list, such as ${products}");
        }
        return new Step.ForEach(list, variables.declare(spec.item() == null ? VariableNames.ITEM : spec.item()));
    }

    private static int atLeastOne(int times, Place place) {
        if (times < 1) {
            place.problem("must be 1 or more");
        }
        return Math.max(1, times);
    }

    private List<Step> flow(String name, Place place) {
        @Nullable List<Step> compiled = known.get(name);
        if (compiled != null) {
            return compiled;
        }
        // Stands in for a flow that performs itself, which is a problem already.
        known.put(name, List.of());
        List<Step> made = flows.steps(name, place)
                .map(specs -> steps.compile(specs, flows.place(name, flowsPlace).field("steps")))
                .orElse(List.of());
        known.put(name, made);
        return made;
    }
}

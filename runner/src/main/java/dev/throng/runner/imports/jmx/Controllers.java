package dev.throng.runner.imports.jmx;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.Words;
import dev.throng.runner.imports.tree.Notes;
import dev.throng.runner.imports.tree.Part;
import dev.throng.runner.imports.tree.Xml;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is below a thread group, as parts in their order: controllers become flows that are repeated, chosen, measured. */
final class Controllers {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_TIMES = 1_000_000;
    private static final int DEEPEST = 60;
    private static final int MOST_WAYS = 16;
    private static final Set<String> IN_ORDER = Set.of(
            "GenericController",
            "RecordingController",
            "SimpleController",
            "CriticalSectionController",
            "TestFragmentController");

    private final Element plan;
    private final Texts texts;
    private final Values values;
    private final Notes notes;
    private final Samplers samplers;
    private String onFailure = "";

    /** Where modules have led to, from the outermost. */
    private final Deque<Element> within = new ArrayDeque<>();

    Controllers(Element plan, Texts texts, Values values, Notes notes, Samplers samplers) {
        this.plan = plan;
        this.texts = texts;
        this.values = values;
        this.notes = notes;
        this.samplers = samplers;
    }

    /** @param failure what a user does when a request fails; empty for the usual */
    List<Part> parts(List<Element> elements, Scope scope, String failure) {
        onFailure = failure;
        return parts(elements, scope, 0);
    }

    private List<Part> parts(List<Element> elements, Scope around, int depth) {
        Scope scope = around.with(elements);
        List<Part> parts = new ArrayList<>();
        for (Element element : elements) {
            if (depth > DEEPEST) {
                notes.add(element.line(), "what is deeper than " + DEEPEST + " controllers is left out");
            } else if (Samplers.isOne(element)) {
                samplers.add(element, scope, onFailure, parts);
            } else if (element.kind().equals("TestAction")) {
                action(element, scope, parts);
            } else if (!controller(element, scope, depth, parts) && !Plan.isSetting(element)) {
                notes.add(element.line(), element.called() + " is not carried over");
            }
        }
        return parts;
    }

    /** Whether it is one. */
    private boolean controller(Element element, Scope scope, int depth, List<Part> parts) {
        String kind = element.kind();
        if (IN_ORDER.contains(kind)) {
            if (!kind.equals("TestFragmentController")) {
                parts.addAll(parts(element.children(), scope, depth + 1));
            }
            return true;
        }
        switch (kind) {
            case "LoopController" -> loop(element, scope, depth, parts);
            case "IfController" -> nested(element, condition(element), scope, depth, parts);
            case "WhileController" -> nested(element, whilst(element), scope, depth, parts);
            case "TransactionController" ->
                nested(element, JSON.objectNode().put("group", group(element)), scope, depth, parts);
            case "OnceOnlyController" -> nested(element, when("iteration == 1"), scope, depth, parts);
            case "ThroughputController" -> nested(element, share(element), scope, depth, parts);
            case "ForeachController" -> nested(element, each(element), scope, depth, parts);
            case "RunTime" -> {
                notes.add(element.line(), element.called() + " is performed once, and not for a time");
                parts.addAll(parts(element.children(), scope, depth + 1));
            }
            case "RandomController" -> random(element, scope, depth, parts);
            case "WeightedSwitchController" -> weighted(element, scope, depth, parts);
            case "InterleaveControl" -> interleaved(element, scope, depth, parts);
            case "RandomOrderController", "ParallelSampler", "ParallelController" -> {
                notes.add(element.line(), element.called() + " is performed in the order of the plan");
                parts.addAll(parts(element.children(), scope, depth + 1));
            }
            case "SwitchController" -> switched(element, scope, depth, parts);
            case "ModuleController" -> module(element, scope, depth, parts);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void nested(Element element, ObjectNode how, Scope scope, int depth, List<Part> parts) {
        parts.add(nested(element, how, element.children(), scope, depth));
    }

    private Part.Nested nested(Element named, ObjectNode how, List<Element> children, Scope scope, int depth) {
        String name = texts.known(named.name()).orElse(named.kind());
        return new Part.Nested(
                name.isBlank() ? named.kind() : name, how, parts(children, scope, depth + 1), named.line());
    }

    private static ObjectNode when(String expression) {
        return JSON.objectNode().put("when", "${" + expression + "}");
    }

    private static String group(Element element) {
        String plain = Words.cut(element.name().replaceAll("\\$+\\{", "{").strip(), 100);
        return plain.isEmpty() ? "Transaction" : plain;
    }

    private void loop(Element element, Scope scope, int depth, List<Part> parts) {
        String loops = element.text("LoopController.loops", "1").strip();
        Optional<Double> number = texts.number(loops);
        if (number.isEmpty()) {
            counted(element, loops, scope, depth, parts);
        } else if (number.get() < 0) {
            notes.add(element.line(), element.called() + " has no end in JMeter: it is repeated a million times");
            nested(element, JSON.objectNode().put("repeat", MOST_TIMES), scope, depth, parts);
        } else {
            int times = (int) Math.min(MOST_TIMES, Math.round(number.get()));
            ObjectNode how = JSON.objectNode();
            nested(
                    element,
                    times == 0 ? when("false") : times == 1 ? how : how.put("repeat", times),
                    scope,
                    depth,
                    parts);
        }
    }

    /** As often as is known during the test only. */
    private void counted(Element element, String loops, Scope scope, int depth, List<Part> parts) {
        String counter = "loop_" + element.line();
        String count = texts.value(loops, element.line());
        parts.add(set(counter, "${0}"));
        Part.Nested body = nested(
                element,
                JSON.objectNode().put("repeatWhile", "${" + counter + " < int(" + count + ")}"),
                element.children(),
                scope,
                depth);
        List<Part> counting = new ArrayList<>(body.parts());
        counting.add(set(counter, "${" + counter + " + 1}"));
        parts.add(new Part.Nested(body.name(), body.how(), counting, body.line()));
    }

    private static Part set(String variable, String value) {
        ObjectNode step = JSON.objectNode();
        step.putObject("set").put(variable, value);
        return new Part.Plain(step);
    }

    private ObjectNode condition(Element element) {
        String written = element.text("IfController.condition");
        Optional<String> condition = Conditions.of(written, texts, element.line());
        if (condition.isEmpty()) {
            notes.add(
                    element.line(),
                    element.called() + " is performed whatever its condition says: " + Words.cut(written, 120));
            return JSON.objectNode();
        }
        return when(condition.get());
    }

    private ObjectNode whilst(Element element) {
        String written = element.text("WhileController.condition");
        Optional<String> condition = Conditions.of(written, texts, element.line());
        if (condition.isEmpty()) {
            notes.add(
                    element.line(),
                    element.called() + " is performed once, whatever its condition says: " + Words.cut(written, 120));
            return JSON.objectNode();
        }
        return JSON.objectNode().put("repeatWhile", "${" + condition.get() + "}");
    }

    private ObjectNode share(Element element) {
        double percent = texts.number(element.text("ThroughputController.percentThroughput"))
                .orElse(100.0);
        double most =
                texts.number(element.text("ThroughputController.maxThroughput")).orElse(1.0);
        if (element.text("ThroughputController.style").strip().equals("1")) {
            return percent >= 100
                    ? JSON.objectNode()
                    : when("random.double(0, 100, 6) < " + String.format(Locale.ROOT, "%.4f", Math.max(0, percent)));
        }
        if (!element.is("ThroughputController.perThread")) {
            notes.add(
                    element.line(), element.called() + " is performed so often by each user, and not by all together");
        }
        return when("iteration <= " + Math.round(most));
    }

    private ObjectNode each(Element element) {
        String list = element.text("ForeachController.inputVal").strip();
        String item = element.text("ForeachController.returnVal").strip();
        if (!values.isList(list) || item.isEmpty()) {
            notes.add(
                    element.line(),
                    element.called() + " is performed once: " + list + " is no list that is taken from a response");
            return JSON.objectNode();
        }
        return JSON.objectNode().put("forEach", "${" + values.list(list) + "}").put("item", Words.variable(item));
    }

    /** Each child as a way of its own. */
    private List<Part.Nested> ways(Element element, Scope around, int depth) {
        Scope scope = around.with(element.children());
        List<Part.Nested> ways = new ArrayList<>();
        for (Element child : element.children()) {
            if (!Plan.isSetting(child)) {
                ways.add(nested(child, JSON.objectNode(), List.of(child), scope, depth));
            }
        }
        return ways.stream().filter(way -> !way.parts().isEmpty()).toList();
    }

    private void random(Element element, Scope scope, int depth, List<Part> parts) {
        choice(element, ways(element, scope, depth), Map.of(), parts);
    }

    /** @param weights by the children's names; 1 of those that are not among them */
    private void choice(Element element, List<Part.Nested> ways, Map<String, Integer> weights, List<Part> parts) {
        if (ways.size() > MOST_WAYS) {
            notes.add(element.line(), element.called() + " has " + MOST_WAYS + " ways at most here");
        }
        if (!ways.isEmpty()) {
            parts.add(new Part.Choice(ways.stream()
                    .limit(MOST_WAYS)
                    .map(way -> new Part.Way(way, weights.getOrDefault(way.name(), 1)))
                    .toList()));
        }
    }

    private void weighted(Element element, Scope scope, int depth, List<Part> parts) {
        Map<String, Integer> named = new LinkedHashMap<>();
        for (Xml row : element.entries("WeightedSwitchController.weights")) {
            List<String> cells = row.children().stream().map(Xml::text).toList();
            if (cells.size() > 1 && cells.get(1).matches("[0-9]{1,6}")) {
                named.put(cells.getFirst(), Integer.parseInt(cells.get(1)));
            }
        }
        choice(element, ways(element, scope, depth), named, parts);
    }

    private void interleaved(Element element, Scope scope, int depth, List<Part> parts) {
        List<Part.Nested> ways = ways(element, scope, depth);
        for (int i = 0; i < ways.size(); i++) {
            Part.Nested way = ways.get(i);
            ObjectNode how =
                    ways.size() == 1 ? JSON.objectNode() : when("(iteration - 1) % " + ways.size() + " == " + i);
            parts.add(new Part.Nested(way.name(), how, way.parts(), way.line()));
        }
    }

    private void switched(Element element, Scope scope, int depth, List<Part> parts) {
        String value = texts.value(element.text("SwitchController.value").strip(), element.line());
        List<Part.Nested> ways = ways(element, scope, depth);
        for (int i = 0; i < ways.size(); i++) {
            Part.Nested way = ways.get(i);
            String is = "string(" + value + ") == ";
            String condition = is + Texts.literal(String.valueOf(i)) + " || " + is + Texts.literal(way.name());
            parts.add(new Part.Nested(
                    way.name(), when(i == 0 ? condition + " || " + is + "\"\"" : condition), way.parts(), way.line()));
        }
    }

    private void module(Element element, Scope scope, int depth, List<Part> parts) {
        List<String> path = element.entries("ModuleController.node_path").stream()
                .map(Xml::text)
                .toList();
        Optional<Element> found = Optional.of(plan);
        // The path begins with the tree's root and the plan itself.
        for (int i = 2; i < path.size() && found.isPresent(); i++) {
            String name = path.get(i);
            found = found.get().children().stream()
                    .filter(child -> child.name().equals(name))
                    .findFirst();
        }
        if (path.size() < 3 || found.isEmpty()) {
            notes.add(element.line(), element.called() + " leads to nothing that is switched on");
            return;
        }
        Element target = found.get();
        if (within.contains(target)) {
            notes.add(element.line(), element.called() + " leads to what it stands in, and is left out");
            return;
        }
        within.addLast(target);
        performed(target, scope, depth, parts);
        within.removeLast();
    }

    private void performed(Element target, Scope scope, int depth, List<Part> parts) {
        if (!target.kind().equals("TestFragmentController") && controller(target, scope, depth + 1, parts)) {
            return;
        }
        parts.addAll(parts(target.children(), scope, depth + 1));
    }

    private void action(Element element, Scope around, List<Part> parts) {
        Scope scope = around.with(element.children());
        samplers.timers().before(scope, parts);
        switch (element.text("ActionProcessor.action", "1").strip()) {
            case "1" ->
                Timers.constant(Math.max(
                                0,
                                texts.number(element.text("ActionProcessor.duration", "0"))
                                        .orElse(0.0)))
                        .ifPresent(step -> parts.add(new Part.Plain(step)));
            case "0", "2" -> {
                boolean run =
                        !element.text("ActionProcessor.target", "0").strip().equals("0");
                parts.add(new Part.Plain(JSON.objectNode().put("stop", run ? "run" : "user")));
            }
            default ->
                notes.add(element.line(), element.called() + " goes on with the next loop, which is not carried over");
        }
    }
}

package dev.throng.runner.imports.tree;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists of steps, of nested parts. Where there would be more flows than a scenario may have, parts that are only measured are put in
 * place first, the innermost last ones before the others, then also those that are repeated or conditional, which is told.
 */
public final class Layout {
    private static final int MOST_STEPS = 32;
    private static final int MOST_FLOWS = 32;
    private static final int DEEPEST = 100;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final int measured;
    private final int needed;
    private final Words words = new Words();
    private final ArrayNode flows = JSON.arrayNode();
    private final Set<String> notes = new LinkedHashSet<>();
    private int measuredSoFar;
    private int neededSoFar;

    private Layout(int measured, int needed) {
        this.measured = measured;
        this.needed = needed;
    }

    /**
     * What came of it.
     *
     * @param lists steps by the names of the lists they were made of
     * @param flows that they perform
     */
    public record Laid(Map<String, ArrayNode> lists, ArrayNode flows, List<String> notes) {}

    /** Lays out these lists. */
    public static Laid of(Map<String, List<Part>> lists) {
        int measured = MOST_FLOWS;
        int needed = 10 * MOST_FLOWS;
        while (true) {
            Layout layout = new Layout(measured, needed);
            Map<String, ArrayNode> laid = new LinkedHashMap<>();
            lists.forEach((name, parts) -> laid.put(name, layout.packed(layout.steps(parts, 0), name)));
            int excess = layout.flows.size() - MOST_FLOWS;
            if (excess <= 0 || measured == 0 && needed == 0) {
                return new Laid(laid, layout.kept(laid), List.copyOf(layout.notes));
            }
            if (measured > 0) {
                measured = Math.max(0, Math.min(measured, layout.measuredSoFar) - 1 - excess / 4);
            } else {
                needed = Math.max(0, Math.min(needed, layout.neededSoFar) - 1 - excess / 4);
            }
        }
    }

    /** No more flows than there may be, and no step that performs one that is not there. */
    private ArrayNode kept(Map<String, ArrayNode> lists) {
        if (flows.size() <= MOST_FLOWS) {
            return flows;
        }
        notes.add("there are more steps than a LoadTest may have: what is behind the first " + MOST_FLOWS * MOST_STEPS
                + " was left out");
        ArrayNode kept = JSON.arrayNode();
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < MOST_FLOWS; i++) {
            kept.add(flows.get(i));
            names.add(flows.get(i).path("name").asText());
        }
        lists.values().forEach(steps -> drop(steps, names));
        kept.forEach(flow -> drop((ArrayNode) flow.path("steps"), names));
        return kept;
    }

    private static void drop(ArrayNode steps, Set<String> names) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).has("do")
                    && !names.contains(steps.get(i).path("do").asText())) {
                steps.remove(i);
            }
        }
        if (steps.isEmpty()) {
            steps.addObject().put("pause", "0s");
        }
    }

    private List<ObjectNode> steps(List<Part> parts, int depth) {
        List<ObjectNode> steps = new ArrayList<>();
        for (Part part : parts) {
            switch (part) {
                case Part.Plain plain -> steps.add(plain.step().deepCopy());
                case Part.Nested nested -> steps.addAll(nested(nested, depth + 1));
                case Part.Choice choice -> choice(choice, depth + 1, steps);
            }
        }
        return steps;
    }

    private List<ObjectNode> nested(Part.Nested nested, int depth) {
        List<ObjectNode> steps = depth > DEEPEST ? List.of() : steps(nested.parts(), depth);
        if (steps.isEmpty() || nested.how().isEmpty()) {
            return steps;
        }
        ObjectNode only = steps.getFirst();
        boolean conditional = nested.how().size() == 1 && nested.how().has("when");
        if (steps.size() == 1
                && conditional
                && !only.has("when")
                && !only.has("pause")
                && !only.has("pauseBy")
                && !only.has("set")) {
            only.set("when", nested.how().get("when"));
            return steps;
        }
        if (nested.isOnlyMeasured() ? measuredSoFar++ >= measured : neededSoFar++ >= needed) {
            notes.add(placed(nested) + nested.name() + " is put in its place without "
                    + String.join(", ", names(nested.how())) + ", as a scenario has " + MOST_FLOWS + " flows at most");
            return steps;
        }
        ObjectNode step = JSON.objectNode();
        step.put("do", flow(nested.name(), steps));
        step.setAll(nested.how());
        return List.of(step);
    }

    private static String placed(Part.Nested nested) {
        return nested.line() > 0 ? "line " + nested.line() + ": " : "";
    }

    private static List<String> names(ObjectNode how) {
        List<String> names = new ArrayList<>();
        how.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void choice(Part.Choice choice, int depth, List<ObjectNode> all) {
        ObjectNode weights = JSON.objectNode();
        for (Part.Way way : choice.ways()) {
            List<ObjectNode> steps =
                    depth > DEEPEST ? List.of() : steps(way.parts().parts(), depth);
            if (!steps.isEmpty()) {
                weights.put(flow(way.parts().name(), steps), way.weight());
            }
        }
        if (!weights.isEmpty()) {
            all.add(JSON.objectNode().set("choose", weights));
        }
    }

    private String flow(String name, List<ObjectNode> steps) {
        String fresh = words.fresh(name.isBlank() ? "part" : name);
        ArrayNode packed = packed(steps, fresh);
        flows.addObject().put("name", fresh).set("steps", packed);
        return fresh;
    }

    /** As they are when they are few, else as flows of so many as a list may have. */
    private ArrayNode packed(List<ObjectNode> steps, String name) {
        List<ObjectNode> list = steps;
        while (list.size() > MOST_STEPS) {
            List<ObjectNode> shorter = new ArrayList<>();
            for (int from = 0; from < list.size(); from += MOST_STEPS) {
                List<ObjectNode> chunk = list.subList(from, Math.min(list.size(), from + MOST_STEPS));
                String fresh = words.fresh(name + "_part");
                flows.addObject().put("name", fresh).putArray("steps").addAll(chunk);
                shorter.add(JSON.objectNode().put("do", fresh));
            }
            list = shorter;
        }
        ArrayNode packed = JSON.arrayNode();
        list.forEach(packed::add);
        return packed;
    }
}

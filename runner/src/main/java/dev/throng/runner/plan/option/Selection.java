package dev.throng.runner.plan.option;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.LoadTestSpec;
import dev.throng.runner.script.Nearest;
import dev.throng.runner.script.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A part of a test, chosen by tags: tasks with one of {@code only}, themselves or in one of their steps, and of these no steps
 * with one of {@code without}. User classes without a task come not, loads without a class neither.
 *
 * @param only all tasks when empty
 * @param without left out
 */
public record Selection(Set<String> only, Set<String> without) {
    /** All of it. */
    public static final Selection ALL = new Selection(Set.of(), Set.of());

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> LISTS = List.of("onStart", "onStop", "tasks");

    public Selection {
        only = Set.copyOf(only);
        without = Set.copyOf(without);
    }

    public boolean isAll() {
        return only.isEmpty() && without.isEmpty();
    }

    /** @param spec in which nothing is wrong */
    public LoadTestSpec of(LoadTestSpec spec, Place place) {
        ObjectNode whole = JSON.valueToTree(spec);
        if (!(whole.path("scenario").path("users") instanceof ArrayNode users)) {
            place.problem("tags are on the steps and tasks of YAML: in code the users choose themselves");
            return spec;
        }
        Place asked = whole.path("scenario").has("tags") ? place.field("tags") : place;
        Place unwanted = whole.path("scenario").has("excludeTags") ? place.field("excludeTags") : place;
        ((ObjectNode) whole.path("scenario")).remove(List.of("tags", "excludeTags"));
        Set<String> known = known(whole.path("scenario"));
        check(only, known, asked);
        check(without, known, unwanted);
        Set<String> tagged = flows(whole.path("scenario").path("flows"));
        Set<String> gone = new HashSet<>();
        for (JsonNode user : users) {
            LISTS.forEach(list -> leaveOut(user.path(list)));
            user.path("tasks").forEach(task -> leaveOut(task.path("steps")));
            removeIf(user.path("tasks"), task -> !isWanted(task, tagged));
            if (user.path("tasks").isEmpty()) {
                gone.add(user.path("name").asText());
            }
        }
        for (String list : List.of("setup", "teardown")) {
            leaveOut(whole.path("scenario").path(list));
        }
        removeIf(users, user -> gone.contains(user.path("name").asText()));
        if (users.isEmpty()) {
            place.problem("no task is left by the tags that are asked for and those that are not");
            return spec;
        }
        loads(whole, users, gone);
        return read(whole);
    }

    private static LoadTestSpec read(ObjectNode tree) {
        try {
            return JSON.treeToValue(tree, LoadTestSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a specification can't be read as it was written", e);
        }
    }

    private static Set<String> known(JsonNode scenario) {
        Set<String> known = new TreeSet<>();
        scenario.findValues("tags").forEach(tags -> tags.forEach(tag -> known.add(tag.asText())));
        return known;
    }

    /** A tag that nobody has is a slip. */
    private static void check(Set<String> tags, Set<String> known, Place place) {
        new TreeSet<>(tags)
                .stream()
                        .filter(tag -> !known.contains(tag))
                        .forEach(tag -> place.problem("no step or task has the tag " + tag + Nearest.hint(tag, known)
                                + (known.isEmpty() ? ", there are no tags" : "")));
    }

    /** Leaves steps out of flows. @return names of those flows that have a wanted tag in them, also by way of others */
    private Set<String> flows(JsonNode flows) {
        Set<String> tagged = new HashSet<>();
        flows.forEach(flow -> leaveOut(flow.path("steps")));
        int before;
        do {
            before = tagged.size();
            for (JsonNode flow : flows) {
                if (has(flow.path("steps"), tagged)) {
                    tagged.add(flow.path("name").asText());
                }
            }
        } while (tagged.size() > before);
        return tagged;
    }

    private boolean isWanted(JsonNode task, Set<String> taggedFlows) {
        boolean empty = task.has("steps") && task.path("steps").isEmpty();
        return !empty && (only.isEmpty() || isTagged(task, only) || has(task.path("steps"), taggedFlows));
    }

    private boolean has(JsonNode steps, Set<String> taggedFlows) {
        for (JsonNode step : steps) {
            if (isTagged(step, only) || performed(step).stream().anyMatch(taggedFlows::contains)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> performed(JsonNode step) {
        Set<String> flows = new HashSet<>();
        for (String field : List.of("do", "otherwise", "parallel")) {
            flows.add(step.path(field).asText());
        }
        step.path("choose").fieldNames().forEachRemaining(flows::add);
        return flows;
    }

    private static boolean isTagged(JsonNode node, Set<String> tags) {
        for (JsonNode tag : node.path("tags")) {
            if (tags.contains(tag.asText())) {
                return true;
            }
        }
        return false;
    }

    private void leaveOut(JsonNode steps) {
        removeIf(steps, step -> isTagged(step, without));
    }

    private static void removeIf(JsonNode list, Predicate<JsonNode> unwanted) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (unwanted.test(list.path(i))) {
                ((ArrayNode) list).remove(i);
            }
        }
    }

    private static void loads(ObjectNode whole, ArrayNode users, Set<String> gone) {
        Set<String> elsewhere = new HashSet<>();
        for (JsonNode load : whole.path("loads")) {
            removeIf(load.path("classes"), name -> gone.contains(name.asText()));
            elsewhere.add(load.path("name").asText());
            load.path("classes").forEach(name -> elsewhere.add(name.asText()));
        }
        removeIf(
                whole.path("loads"),
                load -> load.has("classes")
                        ? load.path("classes").isEmpty()
                        : gone.contains(load.path("name").asText()));
        boolean several = whole.path("loads") instanceof ArrayNode loads && !loads.isEmpty();
        if (!several) {
            whole.remove("loads");
            return;
        }
        boolean mainIsEmpty = true;
        for (JsonNode user : users) {
            mainIsEmpty &= elsewhere.contains(user.path("name").asText());
        }
        if (mainIsEmpty) {
            List.of("users", "spawnRate", "stages", "rate").forEach(whole::remove);
        }
    }
}

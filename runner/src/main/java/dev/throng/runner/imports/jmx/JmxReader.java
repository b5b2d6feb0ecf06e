package dev.throng.runner.imports.jmx;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.Draft;
import dev.throng.runner.imports.ImportException;
import dev.throng.runner.imports.SpecDraft;
import dev.throng.runner.imports.Words;
import dev.throng.runner.imports.tree.Layout;
import dev.throng.runner.imports.tree.Notes;
import dev.throng.runner.imports.tree.Part;
import dev.throng.runner.imports.tree.Reach;
import dev.throng.runner.imports.tree.Xml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A test plan of JMeter: a thread group is a class of users with a load of its own. */
public final class JmxReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_LOADS = 16;
    private static final int MOST_SET = 32;

    private final Element plan;
    private final Values values = new Values();
    private final Notes notes = new Notes();
    private final Texts texts = new Texts(values, notes);
    private final Samplers samplers = new Samplers(texts, values, notes);
    private final Loads loads = new Loads(texts, notes);
    private final Feeds feeds;
    private final Controllers controllers;
    private final Map<String, List<Part>> lists = new LinkedHashMap<>();
    private final Words classNames = new Words();

    private JmxReader(Element plan, Path folder) {
        this.plan = plan;
        this.feeds = new Feeds(texts, values, notes, folder);
        this.controllers = new Controllers(plan, texts, values, notes, samplers);
    }

    /**
     * Reads one.
     *
     * @param folder where files that it names are
     * @param host the target, where it names none
     * @throws ImportException it is no plan, or has nothing in it that could be sent
     */
    public static SpecDraft read(String text, Path folder, String host) throws ImportException {
        String legible = Xml.legible(text);
        Xml root = Xml.read(legible);
        if (!root.name().equals("jmeterTestPlan")) {
            throw ImportException.at(root.line(), 0, "is no test plan of JMeter: it begins with " + root.name());
        }
        Element.Off off = new Element.Off();
        Element plan = root.children().stream()
                .filter(child -> child.name().equals("hashTree"))
                .flatMap(tree -> Element.below(tree, off).stream())
                .filter(element -> element.kind().equals("TestPlan"))
                .findFirst()
                .orElseThrow(() -> new ImportException("there is no TestPlan in it that is switched on"));
        JmxReader reader = new JmxReader(plan, folder);
        if (!legible.equals(text)) {
            reader.notes.add("characters that XML has no place for are \uFFFD here: recorded bytes, most likely");
        }
        return reader.draft(host, off.count);
    }

    private SpecDraft draft(String host, int off) throws ImportException {
        List<Element> all = plan.all();
        feeds.announce(all);
        all.forEach(element -> samplers.extractors().mention(element.xml()));
        all.stream().filter(Extractors::isOne).forEach(samplers.extractors()::announce);
        all.stream()
                .filter(element -> element.kind().equals("ForeachController"))
                .forEach(element ->
                        values.make(element.text("ForeachController.returnVal").strip()));
        count(plan.children(), Scope.NOTHING);
        String target = samplers.targets().target().orElse(host);
        samplers.aim(target);
        List<Group> groups = groups();
        if (groups.isEmpty()) {
            throw ImportException.at(plan.line(), 0, nothing(off));
        }
        if (off > 0) {
            notes.add(
                    off == 1
                            ? "1 element is switched off and left out"
                            : off + " elements are switched off and left out");
        }
        if (samplers.targets().target().isEmpty()) {
            notes.add(
                    "the plan names no server that is known before the test: the target is a guess, give another by -H");
        }
        return written(target, groups);
    }

    /** Why there is nothing to send, with what there is instead. */
    private String nothing(int off) {
        Map<String, Long> others = plan.all().stream()
                .map(Element::kind)
                .filter(kind -> kind.matches(".*(Sampler|SamplerProxy|Request)"))
                .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
        List<String> told = new ArrayList<>();
        others.forEach((kind, times) -> told.add(times + " " + kind));
        if (off > 0) {
            told.add(off + (off == 1 ? " element that is switched off" : " elements that are switched off"));
        }
        String left = notes.told().stream()
                .filter(note -> note.contains(" is left out: "))
                .findFirst()
                .map(note -> "; " + note)
                .orElse("");
        return "there is no thread group with an HTTP request in it that is switched on"
                + (told.isEmpty() ? "" : "; in it: " + String.join(", ", told)) + left;
    }

    private void count(List<Element> elements, Scope around) {
        Scope scope = around.with(elements);
        for (Element element : elements) {
            if (Samplers.isOne(element)) {
                samplers.targets().count(element, scope.with(element.children()));
            } else {
                count(element.children(), scope);
            }
        }
    }

    /**
     * A class of users.
     *
     * @param name of it
     * @param list name of its steps
     */
    private record Group(String name, String list, Loads.Load load, Element element) {}

    private List<Group> groups() {
        Scope scope = Scope.NOTHING.with(plan.children());
        List<Group> groups = new ArrayList<>();
        for (Element element : plan.children()) {
            if (Loads.isOnce(element)) {
                once(element, scope);
            } else if (Loads.isOne(element)) {
                group(element, scope).ifPresent(groups::add);
            } else if (!Plan.isSetting(element)) {
                notes.add(element.line(), element.called() + " is not carried over");
            }
        }
        if (groups.size() > MOST_LOADS) {
            notes.add(
                    groups.get(MOST_LOADS).element().line(),
                    "a LoadTest has " + MOST_LOADS + " loads at most: the thread groups from here on are left out");
            return groups.subList(0, MOST_LOADS);
        }
        return groups;
    }

    private Optional<Group> group(Element element, Scope scope) {
        List<Part> parts = controllers.parts(element.children(), scope, failure(element));
        if (parts.stream().noneMatch(JmxReader::sends)) {
            notes.add(element.line(), element.called() + " sends no HTTP requests and is left out");
            return Optional.empty();
        }
        List<Part> whole = new ArrayList<>(feeds.before(element, plan));
        whole.addAll(parts);
        String name = classNames.freshName(
                texts.known(element.name()).orElse(element.kind()).replaceAll("\\$+\\{", "{"), 60);
        Loads.Load load = loads.of(element);
        samplers.behaviour().of(element);
        String list = "group " + name;
        lists.put(list, whole);
        return Optional.of(new Group(name, list, load, element));
    }

    private static boolean sends(Part part) {
        return switch (part) {
            case Part.Plain plain ->
                !plain.step().has("pause")
                        && !plain.step().has("pauseBy")
                        && !plain.step().has("set")
                        && !plain.step().has("stop");
            case Part.Nested nested -> nested.parts().stream().anyMatch(JmxReader::sends);
            case Part.Choice choice -> choice.ways().stream().anyMatch(way -> sends(way.parts()));
        };
    }

    private static String failure(Element group) {
        return switch (group.text("ThreadGroup.on_sample_error").strip()) {
            case "startnextloop" -> "endTask";
            case "stopthread" -> "stopUser";
            case "stoptest", "stoptestnow" -> "stopRun";
            default -> "";
        };
    }

    private void once(Element element, Scope scope) {
        String failure = failure(element).isEmpty() ? "goOn" : "endTask";
        List<Part> parts = new ArrayList<>(feeds.before(element, plan));
        parts.addAll(controllers.parts(element.children(), scope, failure));
        if (parts.stream().anyMatch(JmxReader::sends)) {
            lists.computeIfAbsent(
                            element.kind().equals("SetupThreadGroup") ? "setup" : "teardown",
                            added -> new ArrayList<>())
                    .addAll(parts);
        }
        if (!element.text("ThreadGroup.num_threads", "1").strip().equals("1")) {
            notes.add(element.line(), element.called() + " is done once, and not by several threads");
        }
    }

    private SpecDraft written(String target, List<Group> groups) {
        if (lists.containsKey("setup")) {
            lists.get("setup").addAll(0, settingUp(lists.get("setup")));
        }
        Layout.Laid laid = Layout.of(lists);
        ObjectNode spec = JSON.objectNode().put("target", target);
        samplers.behaviour().of(plan, groups.size());
        ObjectNode client = samplers.behaviour().client();
        if (!client.isEmpty()) {
            spec.set("http", client);
        }
        ObjectNode scenario = spec.putObject("scenario");
        ArrayNode data = feeds.written();
        put(scenario, "data", data);
        put(scenario, "checks", samplers.assertions().named());
        put(scenario, "flows", laid.flows());
        if (laid.lists().containsKey("setup")) {
            put(scenario, "setup", laid.lists().get("setup"));
        }
        if (laid.lists().containsKey("teardown")) {
            put(scenario, "teardown", laid.lists().get("teardown"));
        }
        Set<String> shared = laid.lists().containsKey("setup")
                ? Reach.of(laid.lists().get("setup"), laid.flows(), Set.of()).made()
                : Set.of();
        ArrayNode users = scenario.putArray("users");
        for (Group group : groups) {
            ObjectNode user = users.addObject().put("name", group.name());
            waiting(group.element()).ifPresent(wait -> user.set("wait", wait));
            ArrayNode steps = laid.lists().getOrDefault(group.list(), JSON.arrayNode());
            ObjectNode variables = variables(Reach.of(steps, laid.flows(), shared));
            if (!variables.isEmpty()) {
                user.set("variables", variables);
            }
            if (groups.size() > 1 && group.load().iterations() > 0) {
                ends(group.load().iterations(), steps);
            }
            user.putArray("tasks").addObject().put("name", group.name()).set("steps", steps);
        }
        load(groups, spec);
        spec.putArray("thresholds").addObject().put("expect", "failureRate < 1%");
        List<String> told = new ArrayList<>(notes.told());
        told.addAll(laid.notes());
        return new SpecDraft(spec, told);
    }

    private static void put(ObjectNode node, String field, ArrayNode array) {
        if (!array.isEmpty()) {
            node.set(field, array);
        }
    }

    /** Behind its last iteration a user leaves; other groups may go on. */
    private static void ends(int iterations, ArrayNode steps) {
        ObjectNode stop = JSON.objectNode().put("stop", "user");
        if (iterations > 1) {
            stop.put("when", "${iteration >= " + iterations + "}");
        }
        steps.add(stop);
    }

    /** What is there before the users are has no variables of theirs: the setup sets them, and they have them then. */
    private List<Part> settingUp(List<Part> setup) {
        Layout.Laid alone = Layout.of(Map.of("setup", setup));
        ObjectNode set =
                variables(Reach.of(alone.lists().getOrDefault("setup", JSON.arrayNode()), alone.flows(), Set.of()));
        while (set.size() > MOST_SET) {
            set.remove(set.fieldNames().next());
        }
        return set.isEmpty()
                ? List.of()
                : List.of(new Part.Plain(JSON.objectNode().set("set", set)));
    }

    private String given(String name) {
        String value = values.given().getOrDefault(name, "");
        return texts.known(value).map(Draft::literal).orElseGet(() -> texts.ours(value, 0));
    }

    /** Those that a class's steps and their values refer to: with their values, or with none where nothing in the plan says one. */
    private ObjectNode variables(Reach reach) {
        Set<String> referred = new LinkedHashSet<>(reach.words());
        Map<String, String> found = new LinkedHashMap<>();
        for (int before = -1; before < found.size(); ) {
            before = found.size();
            for (String name : List.copyOf(values.used())) {
                String word = Words.variable(name);
                if (found.containsKey(word) || !referred.contains(word) || reach.makes(word)) {
                    continue;
                }
                boolean given = values.given().containsKey(name);
                String value = given ? given(name) : "";
                found.put(word, value);
                referred.addAll(Reach.words(value));
                if (!given) {
                    notes.add("the variable " + name + " has no value in the plan: give it one under variables");
                }
            }
        }
        ObjectNode variables = JSON.objectNode();
        values.blanks().keySet().stream().filter(referred::contains).forEach(name -> variables.put(name, ""));
        found.forEach(variables::put);
        return variables;
    }

    /** A constant throughput is that of each user's iterations. */
    private Optional<ObjectNode> waiting(Element group) {
        return group.all().stream()
                .filter(element -> element.kind().equals("ConstantThroughputTimer"))
                .findFirst()
                .flatMap(timer -> texts.number(timer.text("throughput")).map(perMinute -> {
                    long requests = Math.max(
                            1, group.all().stream().filter(Samplers::isOne).count());
                    boolean each = timer.text("calcMode", "0").strip().equals("0");
                    double users = each
                            ? 1
                            : Math.max(
                                    1,
                                    texts.number(group.text("ThreadGroup.num_threads", "1"))
                                            .orElse(1.0));
                    notes.add(
                            timer.line(),
                            timer.called() + " limits how often a user begins: " + requests
                                    + " requests are taken for an iteration"
                                    + (each ? "" : ", and all users for equal"));
                    return JSON.objectNode()
                            .put(
                                    "throughput",
                                    Math.min(100_000, Math.max(0.000001, perMinute / 60 / requests / users)));
                }));
    }

    private void load(List<Group> groups, ObjectNode spec) {
        if (groups.size() == 1) {
            Loads.Load load = groups.getFirst().load();
            ObjectNode fields = load.load();
            if (fields.has("startAfter")) {
                notes.add(groups.getFirst().element().line(), "the delay before the only thread group is left out");
                fields.remove("startAfter");
            }
            spec.setAll(fields);
            if (load.iterations() > 0) {
                spec.put("iterationsPerUser", load.iterations());
            }
            return;
        }
        ArrayNode all = spec.putArray("loads");
        for (Group group : groups) {
            ObjectNode load = all.addObject().put("name", group.name());
            load.setAll(group.load().load());
            if (group.load().iterations() > 0 && !load.has("runTime") && !load.has("stages")) {
                load.put("runTime", "10m");
                notes.add(
                        group.element().line(),
                        group.element().called()
                                + " ends after its iterations, and after ten minutes at the latest: see runTime");
            }
        }
    }
}

package dev.throng.runner.imports.k6;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.ImportException;
import dev.throng.runner.imports.SpecDraft;
import dev.throng.runner.imports.Words;
import dev.throng.runner.imports.js.Js;
import dev.throng.runner.imports.js.Parser;
import dev.throng.runner.imports.tree.Layout;
import dev.throng.runner.imports.tree.Notes;
import dev.throng.runner.imports.tree.Part;
import dev.throng.runner.imports.tree.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A script of k6: each scenario is a class of users with a load of its own. */
public final class ScriptReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_LOADS = 16;

    private final Map<String, String> line;
    private final Map<String, String> others;
    private final Notes notes = new Notes();
    private final Values values;
    private final Map<String, Js.Function> functions = new HashMap<>();
    private final Set<String> modules = new HashSet<>();
    private final Set<String> read = new HashSet<>();
    private Js.Object options = new Js.Object(Map.of(), true, 0);

    private ScriptReader(Map<String, String> environment, Map<String, String> line, Map<String, String> others) {
        this.line = line;
        this.others = others;
        this.values = new Values(environment, notes);
    }

    /**
     * Reads one.
     *
     * @param environment what it is given as {@code __ENV}
     * @param line what k6's command line says: vus, duration, iterations, stages
     * @param others scripts beside it that it may import, by their names
     * @param host the target, where it names none
     * @throws ImportException it does not end where it should, or has nothing in it that could be sent
     */
    public static SpecDraft read(
            String script,
            Map<String, String> environment,
            Map<String, String> line,
            Map<String, String> others,
            String host)
            throws ImportException {
        ScriptReader reader = new ScriptReader(environment, line, others);
        reader.top(Parser.read(script));
        return reader.draft(host);
    }

    private void top(List<Js.Statement> statements) throws ImportException {
        for (Js.Statement statement : statements) {
            switch (statement) {
                case Js.Import imported -> imported(imported);
                case Js.Let let -> let(let);
                case Js.Declared declared -> functions.put(declared.name(), declared.function());
                case Js.Do done
                when done.expression() instanceof Js.Assign assign && assign.target() instanceof Js.Name name ->
                    values.constant(name.name(), assign.value());
                case Js.Unknown unknown -> notes.add(unknown.line(), unknown.what() + " is not carried over");
                default -> {}
            }
        }
    }

    private void let(Js.Let let) {
        if (let.value() instanceof Js.Function function) {
            functions.put(let.name(), function);
            return;
        }
        if (let.name().equals("options") && values.resolved(let.value()) instanceof Js.Object object) {
            options = object;
        }
        values.constant(let.name(), let.value());
    }

    private void imported(Js.Import imported) throws ImportException {
        if (imported.module().equals("k6/http")) {
            modules.addAll(imported.names());
            return;
        }
        String file = imported.module().replaceFirst("^.*/", "");
        String script = others.get(file);
        if (script != null && imported.module().startsWith(".") && read.add(file)) {
            top(Parser.read(script));
        } else if (script == null && imported.module().startsWith(".")) {
            notes.add(
                    imported.line(),
                    "the script " + imported.module() + " is not there: what it has is not carried over");
        } else if (imported.module()
                .matches("k6/(net/grpc|ws|websockets|experimental/(websockets|redis|fs|streams)|browser|x/.*)")) {
            notes.add(imported.line(), imported.module() + " is not carried over");
        }
    }

    private SpecDraft draft(String host) throws ImportException {
        List<Options.Load> loads = new Options(options, line, values, notes).loads();
        if (loads.size() > MOST_LOADS) {
            notes.add("a LoadTest has " + MOST_LOADS + " loads at most: the scenarios behind them are left out");
            loads = loads.subList(0, MOST_LOADS);
        }
        Requests requests = new Requests(values, notes, modules);
        Checks checks = new Checks(values, notes);
        Steps steps = new Steps(values, requests, checks, notes, functions);
        Map<String, List<Part>> lists = new LinkedHashMap<>();
        Optional.ofNullable(functions.get("setup"))
                .map(steps::setup)
                .filter(parts -> !parts.isEmpty())
                .ifPresent(parts -> lists.put("setup", parts));
        List<Options.Load> sending = new ArrayList<>();
        for (Options.Load load : loads) {
            Js.Function function = functions.get(load.function());
            List<Part> parts = function == null ? List.of() : steps.of(function);
            if (parts.stream().anyMatch(ScriptReader::sends)) {
                lists.put("load " + load.name(), parts);
                sending.add(load);
            } else {
                notes.add(
                        function == null ? 0 : function.line(),
                        "the function " + load.function() + " sends no requests that could be carried over: the load "
                                + load.name() + " is left out");
            }
        }
        if (sending.isEmpty()) {
            throw ImportException.at(
                    Optional.ofNullable(functions.get("default"))
                            .map(Js.Function::line)
                            .orElse(0),
                    0,
                    "there is no request of k6/http in it that could be carried over");
        }
        Optional.ofNullable(functions.get("teardown"))
                .map(steps::of)
                .filter(parts -> !parts.isEmpty())
                .ifPresent(parts -> lists.put("teardown", parts));
        return written(requests.target().isEmpty() ? host : requests.target(), sending, lists, checks, requests);
    }

    private static boolean sends(Part part) {
        return switch (part) {
            case Part.Plain plain -> plain.step().fieldNames().next().matches("get|post|put|patch|delete|head|options");
            case Part.Nested nested -> nested.parts().stream().anyMatch(ScriptReader::sends);
            case Part.Choice choice -> choice.ways().stream().anyMatch(way -> sends(way.parts()));
        };
    }

    private SpecDraft written(
            String target, List<Options.Load> loads, Map<String, List<Part>> lists, Checks checks, Requests requests) {
        if (requests.target().isEmpty()) {
            notes.add(
                    "the script names no server that is known before the test: the target is a guess, give another by -H");
        }
        Layout.Laid laid = Layout.of(lists);
        ObjectNode spec = JSON.objectNode().put("target", target);
        ObjectNode scenario = spec.putObject("scenario");
        put(scenario, "checks", checks.named());
        put(scenario, "flows", laid.flows());
        put(scenario, "setup", laid.lists().getOrDefault("setup", JSON.arrayNode()));
        put(scenario, "teardown", laid.lists().getOrDefault("teardown", JSON.arrayNode()));
        Set<String> shared = Reach.of(laid.lists().getOrDefault("setup", JSON.arrayNode()), laid.flows(), Set.of())
                .made();
        ArrayNode users = scenario.putArray("users");
        for (Options.Load load : loads) {
            String name = name(load.name());
            ObjectNode user = users.addObject().put("name", name);
            ArrayNode steps = laid.lists().getOrDefault("load " + load.name(), JSON.arrayNode());
            ObjectNode variables = variables(Reach.of(steps, laid.flows(), shared));
            if (!variables.isEmpty()) {
                user.set("variables", variables);
            }
            if (loads.size() > 1) {
                ends(load, steps);
            }
            user.putArray("tasks").addObject().put("name", name).set("steps", steps);
        }
        load(loads, spec);
        http(spec);
        Set<String> names = new LinkedHashSet<>();
        if (loads.size() > 1) {
            loads.forEach(load -> names.add(name(load.name())));
        }
        ArrayNode thresholds = new Thresholds(values, notes, checks.names(), names)
                .of(options.fields().get("thresholds"));
        if (thresholds.isEmpty()) {
            thresholds.addObject().put("expect", "failureRate < 1%");
        }
        spec.set("thresholds", thresholds);
        List<String> told = new ArrayList<>(notes.told());
        told.addAll(laid.notes());
        return new SpecDraft(spec, told);
    }

    private static String name(String name) {
        String plain = Words.cut(name.strip(), 60);
        return plain.isEmpty() ? "scenario" : plain;
    }

    private static void put(ObjectNode node, String field, ArrayNode array) {
        if (!array.isEmpty()) {
            node.set(field, array);
        }
    }

    private ObjectNode variables(Reach reach) {
        ObjectNode variables = JSON.objectNode();
        values.blanks().keySet().stream()
                .filter(name -> reach.refersTo(name) && !reach.makes(name))
                .limit(64)
                .forEach(name -> variables.put(name, ""));
        return variables;
    }

    /** Behind its share of the iterations a user leaves; the other loads may go on. */
    private void ends(Options.Load load, ArrayNode steps) {
        long users = Math.max(1, load.fields().path("users").asLong(1));
        long iterations = load.each() > 0 ? load.each() : (load.shared() + users - 1) / users;
        if (iterations > 0) {
            if (load.shared() > 0 && users > 1) {
                notes.add("the iterations of " + load.name() + " are divided among its users evenly");
            }
            ObjectNode stop = steps.addObject().put("stop", "user");
            if (iterations > 1) {
                stop.put("when", "${iteration >= " + iterations + "}");
            }
        }
    }

    private void load(List<Options.Load> loads, ObjectNode spec) {
        if (loads.size() > 1) {
            ArrayNode all = spec.putArray("loads");
            loads.forEach(load -> all.addObject().put("name", name(load.name())).setAll(load.fields()));
            return;
        }
        Options.Load load = loads.getFirst();
        load.fields().remove("startAfter");
        spec.setAll(load.fields());
        if (load.shared() > 0) {
            spec.put("iterations", load.shared());
        }
        if (load.each() > 0) {
            spec.put("iterationsPerUser", load.each());
        }
    }

    private void http(ObjectNode spec) {
        ObjectNode http = JSON.objectNode();
        options.fields().forEach((name, value) -> {
            boolean yes = values.resolved(value) instanceof Js.Word word
                    && word.value().equals("true");
            switch (name) {
                case "insecureSkipTLSVerify" -> {
                    if (yes) {
                        http.putObject("tls").put("insecureSkipVerify", true);
                    }
                }
                case "maxRedirects" -> {
                    if (values.number(value).filter(most -> most == 0).isPresent()) {
                        http.put("followRedirects", false);
                    }
                }
                case "vus",
                        "duration",
                        "iterations",
                        "stages",
                        "scenarios",
                        "thresholds",
                        "discardResponseBodies",
                        "noConnectionReuse",
                        "userAgent",
                        "summaryTrendStats",
                        "setupTimeout",
                        "teardownTimeout",
                        "tags",
                        "ext",
                        "cloud",
                        "systemTags",
                        "summaryTimeUnit",
                        "noVUConnectionReuse" -> {
                    if (name.startsWith("no") && yes) {
                        notes.add(value.line(), "connections are kept here, whatever " + name + " says");
                    }
                }
                default -> notes.add(value.line(), "the option " + name + " is not carried over");
            }
        });
        if (!http.isEmpty()) {
            spec.set("http", http);
        }
    }
}

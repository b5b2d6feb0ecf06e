package dev.throng.runner.imports.k6;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.js.Js;
import dev.throng.runner.imports.tree.Notes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A script's options as loads. */
final class Options {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long MOST_USERS = 1_000_000;

    private final Values values;
    private final Notes notes;
    private final Map<String, Js.Expression> fields;
    private final Map<String, String> line;

    /** @param line what k6's command line says, which goes before the script */
    Options(Js.Object options, Map<String, String> line, Values values, Notes notes) {
        this.fields = new LinkedHashMap<>(options.fields());
        this.line = line;
        this.values = values;
        this.notes = notes;
    }

    /**
     * A load.
     *
     * @param function that its users perform
     * @param fields users, rate, stages, …
     * @param shared iterations of all users together, 0 for as many as fit
     * @param each iterations of each user, 0 for as many as fit
     */
    record Load(String name, String function, ObjectNode fields, long shared, long each) {}

    List<Load> loads() {
        boolean said = line.keySet().stream().anyMatch(name -> name.matches("vus|duration|iterations|stages"));
        if (!said
                && fields.containsKey("scenarios")
                && values.resolved(fields.get("scenarios")) instanceof Js.Object all) {
            List<Load> loads = new ArrayList<>();
            all.fields().forEach((name, scenario) -> {
                if (values.resolved(scenario) instanceof Js.Object object) {
                    loads.add(scenario(name, object));
                }
            });
            if (!loads.isEmpty()) {
                return loads;
            }
        }
        return List.of(short_());
    }

    /** vus, duration, iterations and stages without scenarios. */
    private Load short_() {
        double vus = Math.max(1, said("vus").orElse(number(fields.get("vus")).orElse(1.0)));
        Optional<Double> iterations = said("iterations").or(() -> number(fields.get("iterations")));
        Optional<Double> duration = seconds(line.get("duration")).or(() -> seconds(fields.get("duration")));
        ObjectNode load = JSON.objectNode();
        JsonNode stages = line.containsKey("stages") ? ofLine(line.get("stages")) : ramping(fields.get("stages"), 0);
        boolean staged = !stages.isEmpty()
                && (line.containsKey("stages") || !line.containsKey("duration") && !line.containsKey("iterations"));
        if (staged && !line.containsKey("vus") || staged && line.containsKey("stages")) {
            load.set("stages", stages);
            return new Load("default", "default", load, 0, 0);
        }
        users(load, vus);
        duration.ifPresent(seconds -> load.put("runTime", Steps.time(seconds)));
        long all = iterations.map(Math::round).orElse(duration.isPresent() ? 0L : 1L);
        return new Load("default", "default", load, Math.max(0, all), 0);
    }

    private static void users(ObjectNode load, double vus) {
        long users = Math.max(1, Math.min(MOST_USERS, Math.round(vus)));
        load.put("users", users);
        if (users > 1) {
            load.put("spawnRate", MOST_USERS);
        }
    }

    private Load scenario(String name, Js.Object scenario) {
        Map<String, Js.Expression> of = scenario.fields();
        String executor =
                Optional.ofNullable(of.get("executor")).flatMap(values::known).orElse("");
        String function =
                Optional.ofNullable(of.get("exec")).flatMap(values::known).orElse("default");
        double vus = Math.max(1, number(of.get("vus")).orElse(1.0));
        ObjectNode load = JSON.objectNode();
        long shared = 0;
        long each = 0;
        Optional<Double> longest = seconds(of.get("maxDuration"));
        switch (executor) {
            case "shared-iterations" -> {
                users(load, vus);
                shared = Math.max(1, Math.round(number(of.get("iterations")).orElse(1.0)));
                load.put("runTime", Steps.time(longest.orElse(600.0)));
            }
            case "per-vu-iterations" -> {
                users(load, vus);
                each = Math.max(1, Math.round(number(of.get("iterations")).orElse(1.0)));
                load.put("runTime", Steps.time(longest.orElse(600.0)));
            }
            case "ramping-vus" ->
                load.set(
                        "stages",
                        ramping(of.get("stages"), number(of.get("startVUs")).orElse(1.0)));
            case "constant-arrival-rate" -> {
                load.put("rate", rate(number(of.get("rate")).orElse(1.0), of));
                load.put("runTime", Steps.time(seconds(of.get("duration")).orElse(60.0)));
                most(of).ifPresent(users -> load.put("maxUsers", users));
            }
            case "ramping-arrival-rate" -> load.set("stages", arrivals(of));
            default -> {
                if (!executor.equals("constant-vus")) {
                    notes.add(
                            scenario.line(),
                            "the executor " + executor + " of " + name
                                    + " is not carried over: constant users are taken");
                }
                users(load, vus);
                load.put("runTime", Steps.time(seconds(of.get("duration")).orElse(60.0)));
            }
        }
        seconds(of.get("startTime"))
                .filter(after -> after > 0)
                .ifPresent(after -> load.put("startAfter", Steps.time(after)));
        if (load.has("stages") && load.path("stages").isEmpty()) {
            notes.add(
                    scenario.line(),
                    "the stages of " + name + " are known to the script only: one user for a minute is taken");
            load.remove("stages");
            load.put("users", 1).put("runTime", "1m");
        }
        return new Load(name, function, load, shared, each);
    }

    private ArrayNode ramping(Js.@Nullable Expression list, double from) {
        ArrayNode stages = JSON.arrayNode();
        if (list == null || !(values.resolved(list) instanceof Js.Array array)) {
            return stages;
        }
        double before = from;
        for (Js.Expression item : array.items().stream().limit(49).toList()) {
            if (values.resolved(item) instanceof Js.Object stage) {
                double seconds = seconds(stage.fields().get("duration")).orElse(0.0);
                long target = Math.min(
                        MOST_USERS,
                        Math.max(
                                0,
                                Math.round(number(stage.fields().get("target")).orElse(0.0))));
                if (stages.isEmpty() && before > 1 && seconds > 2) {
                    stages.addObject()
                            .put("duration", "1s")
                            .put("users", Math.round(before))
                            .put("spawnRate", MOST_USERS);
                    seconds -= 1;
                }
                if (seconds <= 0) {
                    continue;
                }
                ObjectNode written =
                        stages.addObject().put("duration", Steps.time(seconds)).put("users", target);
                if (jumped(array, item)) {
                    written.put("spawnRate", MOST_USERS);
                }
                before = target;
            }
        }
        return stages;
    }

    /** A stage of no length before it: there it jumps to where it begins. */
    private boolean jumped(Js.Array array, Js.Expression item) {
        int at = array.items().indexOf(item);
        return at > 0
                && values.resolved(array.items().get(at - 1)) instanceof Js.Object before
                && values.resolved(item) instanceof Js.Object now
                && seconds(before.fields().get("duration"))
                        .filter(length -> length == 0)
                        .isPresent()
                && number(before.fields().get("target"))
                        .equals(number(now.fields().get("target")));
    }

    private ArrayNode ofLine(String stages) {
        ArrayNode all = JSON.arrayNode();
        for (String stage : stages.split(",")) {
            String[] parts = stage.split(":");
            Optional<Double> length = seconds(parts[0]);
            if (parts.length == 2
                    && length.filter(seconds -> seconds > 0).isPresent()
                    && parts[1].strip().matches("[0-9]{1,6}")) {
                all.addObject()
                        .put("duration", Steps.time(length.get()))
                        .put("users", Integer.parseInt(parts[1].strip()));
            }
        }
        return all;
    }

    private ArrayNode arrivals(Map<String, Js.Expression> of) {
        ArrayNode stages = JSON.arrayNode();
        double before = number(of.get("startRate")).orElse(0.0);
        if (of.get("stages") != null && values.resolved(of.get("stages")) instanceof Js.Array array) {
            for (Js.Expression item : array.items().stream().limit(50).toList()) {
                if (values.resolved(item) instanceof Js.Object stage) {
                    double target = number(stage.fields().get("target")).orElse(0.0);
                    double seconds = seconds(stage.fields().get("duration")).orElse(0.0);
                    if (seconds > 0) {
                        ObjectNode one = stages.addObject()
                                .put("duration", Steps.time(seconds))
                                .put("from", rate(before, of))
                                .put("rate", rate(target, of));
                        most(of).ifPresent(users -> one.put("maxUsers", users));
                    }
                    before = target;
                }
            }
        }
        return stages;
    }

    private String rate(double count, Map<String, Js.Expression> of) {
        double unit = Math.max(0.001, seconds(of.get("timeUnit")).orElse(1.0));
        return String.format(Locale.ROOT, "%.6f", Math.max(0, count) / unit).replaceFirst("\\.?0+$", "") + "/s";
    }

    private Optional<Long> most(Map<String, Js.Expression> of) {
        return number(of.get("maxVUs"))
                .or(() -> number(of.get("preAllocatedVUs")))
                .map(Math::round)
                .filter(users -> users >= 1 && users <= MOST_USERS);
    }

    private Optional<Double> said(String name) {
        return Optional.ofNullable(line.get(name))
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Double::parseDouble);
    }

    private Optional<Double> number(Js.@Nullable Expression value) {
        return value == null ? Optional.empty() : values.number(value);
    }

    private Optional<Double> seconds(Js.@Nullable Expression value) {
        if (value == null) {
            return Optional.empty();
        }
        Optional<Double> millis =
                values.resolved(value) instanceof Js.Number number ? Optional.of(number.value()) : Optional.empty();
        return millis.map(number -> number / 1000).or(() -> values.known(value).flatMap(Options::seconds));
    }

    /** {@code 1h30m}, {@code 500ms}. */
    static Optional<Double> seconds(@Nullable String text) {
        if (text == null || !text.strip().matches("([0-9]+(\\.[0-9]+)?(ms|s|m|h|d))+")) {
            return Optional.empty();
        }
        double seconds = 0;
        var parts = java.util.regex.Pattern.compile("([0-9.]+)(ms|s|m|h|d)").matcher(text.strip());
        while (parts.find()) {
            double unit = switch (parts.group(2)) {
                case "ms" -> 0.001;
                case "m" -> 60;
                case "h" -> 3600;
                case "d" -> 86_400;
                default -> 1;
            };
            seconds += Double.parseDouble(parts.group(1)) * unit;
        }
        return Optional.of(Math.min(seconds, 30 * 86_400));
    }
}

package dev.throng.runner.imports.k6;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.Draft;
import dev.throng.runner.imports.Headers;
import dev.throng.runner.imports.Words;
import dev.throng.runner.imports.js.Js;
import dev.throng.runner.imports.tree.Notes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls of {@code http.get(…)} and its like, as steps. */
final class Requests {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, String> VERBS = Map.of(
            "get", "get", "head", "head", "post", "post", "put", "put", "patch", "patch", "del", "delete", "options",
            "options", "delete", "delete");
    private static final Set<String> WITHOUT_BODY = Set.of("get", "head");

    private final Values values;
    private final Notes notes;
    private String target = "";

    /** What the script calls k6's module. */
    private final Set<String> modules;

    Requests(Values values, Notes notes, Set<String> modules) {
        this.values = values;
        this.notes = notes;
        this.modules = modules;
    }

    /** Whether this is a call of the module. */
    boolean isOne(Js.Call call) {
        return call.callee() instanceof Js.Member member
                && member.object() instanceof Js.Name name
                && modules.contains(name.name())
                && (VERBS.containsKey(member.name()) || member.name().matches("request|asyncRequest|batch"));
    }

    /** The first server that a request goes to; empty when none is known. */
    String target() {
        return target;
    }

    /** The steps of a call: one, or those of a batch. */
    List<ObjectNode> steps(Js.Call call) {
        String called = Functions.name(call.callee());
        List<Js.Expression> arguments = call.arguments();
        if (called.equals("batch")) {
            return batch(call);
        }
        if (called.endsWith("equest")) {
            String verb = arguments.isEmpty()
                    ? ""
                    : values.known(arguments.getFirst()).orElse("").toLowerCase(Locale.ROOT);
            return step(verb, call.line(), arguments.stream().skip(1).toList())
                    .map(List::of)
                    .orElse(List.of());
        }
        String verb = VERBS.getOrDefault(called, called);
        List<Js.Expression> all = new ArrayList<>(arguments);
        if (WITHOUT_BODY.contains(verb) && all.size() > 1) {
            all.add(1, new Js.Word("null", call.line()));
        }
        return step(verb, call.line(), all).map(List::of).orElse(List.of());
    }

    private List<ObjectNode> batch(Js.Call call) {
        List<Js.Expression> items = switch (call.arguments().isEmpty()
                ? call
                : values.resolved(call.arguments().getFirst())) {
            case Js.Array array -> array.items();
            case Js.Object object -> List.copyOf(object.fields().values());
            default -> List.of();
        };
        notes.add(
                call.line(),
                items.isEmpty()
                        ? "a batch that only the script knows is not carried over"
                        : "a batch is sent one after the other");
        List<ObjectNode> steps = new ArrayList<>();
        for (Js.Expression item : items) {
            switch (values.resolved(item)) {
                case Js.Array array
                when !array.items().isEmpty() ->
                    step(
                                    values.known(array.items().getFirst())
                                            .orElse("get")
                                            .toLowerCase(Locale.ROOT),
                                    call.line(),
                                    array.items().stream().skip(1).toList())
                            .ifPresent(steps::add);
                case Js.Object object -> {
                    List<Js.Expression> parts = new ArrayList<>();
                    for (String field : List.of("url", "body", "params")) {
                        parts.add(object.fields().getOrDefault(field, new Js.Word("null", call.line())));
                    }
                    Js.Expression method = object.fields().getOrDefault("method", new Js.Text("get", call.line()));
                    step(values.known(method).orElse("get").toLowerCase(Locale.ROOT), call.line(), parts)
                            .ifPresent(steps::add);
                }
                default -> step("get", call.line(), List.of(item)).ifPresent(steps::add);
            }
        }
        return steps;
    }

    /** @param arguments URL, body, parameters */
    private Optional<ObjectNode> step(String method, int line, List<Js.Expression> arguments) {
        String verb = method.equals("del") ? "delete" : method;
        if (!VERBS.containsValue(verb) || arguments.isEmpty()) {
            notes.add(line, "a request whose method or URL only the script knows is not carried over");
            return Optional.empty();
        }
        ObjectNode step = JSON.objectNode();
        String url = url(arguments.getFirst(), line);
        if (url.length() > 4096) {
            notes.add(line, "a request with a URL of " + url.length() + " characters is left out");
            return Optional.empty();
        }
        step.put(verb, url);
        if (arguments.size() > 2) {
            parameters(values.resolved(arguments.get(2)), line, step);
        }
        if (arguments.size() > 1) {
            body(values.resolved(arguments.get(1)), line, step);
        }
        return Optional.of(step);
    }

    /** Below the target when it is there; what the URL begins with has to be known. */
    private String url(Js.Expression value, int line) {
        StringBuilder url = new StringBuilder();
        for (Values.Piece piece : values.pieces(value)) {
            boolean begins = !url.toString().matches("(?is)https?://[^/]+/.*");
            String usual = piece.usual();
            if (!piece.computed() || begins && usual != null) {
                String text = Draft.literal(usual == null ? piece.text() : usual);
                url.append(text.replaceAll("\\s", "%20"));
            } else {
                url.append("${").append(piece.text()).append('}');
            }
        }
        String whole = url.toString().replaceFirst("#[^}]*$", "");
        if (!whole.matches("(?is)https?://[^/?#\\s$]+.*")) {
            String rest = whole.replaceFirst("(?i)^https?://", "");
            boolean server = rest.matches("(?s)\\$\\{[^}]*}/.*");
            String path = server ? rest.substring(rest.indexOf('}') + 1) : rest;
            return path.startsWith("/") || path.startsWith("${") && !path.contains("/") && !whole.startsWith("http")
                    ? path
                    : "/" + path;
        }
        String origin = whole.replaceFirst("(?is)^(https?://[^/?#]+).*", "$1");
        if (!origin.matches("https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?")) {
            notes.add(
                    line,
                    "a request to " + Words.cut(origin, 80)
                            + " goes to the target: that is no server known before the test");
            String rest = whole.substring(origin.length());
            return rest.startsWith("/") ? rest : "/" + rest;
        }
        target = target.isEmpty() ? origin : target;
        String below = whole.substring(origin.length());
        String path = below.startsWith("/") ? below : "/" + below;
        return origin.equals(target) ? path : origin + path;
    }

    private void parameters(Js.Expression parameters, int line, ObjectNode step) {
        if (!(parameters instanceof Js.Object object)) {
            if (!(parameters instanceof Js.Word)) {
                notes.add(line, "parameters of a request that only the script knows are not carried over");
            }
            return;
        }
        object.fields().forEach((name, value) -> {
            switch (name) {
                case "headers" -> headers(value, line, step);
                case "tags" -> {
                    if (values.resolved(value) instanceof Js.Object tags
                            && tags.fields().containsKey("name")) {
                        values.known(tags.fields().get("name"))
                                .map(text -> Words.cut(text.replaceAll("\\$+\\{", "{"), 512))
                                .filter(text -> !text.isEmpty())
                                .ifPresent(text -> step.put("name", text));
                    }
                }
                case "timeout" ->
                    values.number(value)
                            .map(millis -> Numbers.written(Math.max(1, Math.floor(millis))) + "ms")
                            .or(() -> values.known(value))
                            .filter(time -> time.matches("([0-9]+(\\.[0-9]+)?(ms|s|m|h))+"))
                            .ifPresent(time -> step.put("timeout", time));
                case "redirects" -> {
                    if (values.number(value).filter(most -> most == 0).isPresent()) {
                        step.put("followRedirects", false);
                    }
                }
                case "responseCallback" -> expected(value, line, step);
                case "responseType", "compression" -> {}
                default -> notes.add(line, "the parameter " + name + " of a request is not carried over");
            }
        });
    }

    private void headers(Js.Expression value, int line, ObjectNode step) {
        if (!(values.resolved(value) instanceof Js.Object object)) {
            notes.add(line, "headers that only the script knows are not carried over");
            return;
        }
        ObjectNode headers = JSON.objectNode();
        object.fields().forEach((name, field) -> {
            String text = values.text(field).replaceAll("[\\r\\n]+", " ");
            if (Headers.isOwn(name) && text.length() <= 4096 && headers.size() < 32) {
                headers.put(name, text);
            }
        });
        if (!object.whole()) {
            notes.add(line, "headers that are spread into others are not carried over");
        }
        if (!headers.isEmpty()) {
            step.set("headers", headers);
        }
    }

    private void expected(Js.Expression value, int line, ObjectNode step) {
        List<String> statuses = new ArrayList<>();
        if (values.resolved(value) instanceof Js.Call call
                && Functions.name(call.callee()).equals("expectedStatuses")) {
            for (Js.Expression argument : call.arguments()) {
                Js.Expression found = values.resolved(argument);
                if (found instanceof Js.Object range) {
                    statuses.add(values.json(range.fields().getOrDefault("min", range))
                                    .asText() + "-"
                            + values.json(range.fields().getOrDefault("max", range))
                                    .asText());
                } else {
                    statuses.add(values.json(found).asText());
                }
            }
        }
        if (statuses.isEmpty()
                || !statuses.stream().allMatch(status -> status.matches("[1-5][0-9][0-9](-[1-5][0-9][0-9])?"))) {
            notes.add(line, "what a request's statuses may be is not carried over");
            return;
        }
        var list = step.withObject("/expect").putArray("status");
        statuses.stream().distinct().limit(32).forEach(status -> {
            if (status.contains("-")) {
                list.add(status);
            } else {
                list.add(Integer.parseInt(status));
            }
        });
    }

    private void body(Js.Expression body, int line, ObjectNode step) {
        switch (body) {
            case Js.Word nothing -> {}
            case Js.Object object -> {
                ObjectNode form = JSON.objectNode();
                object.fields().forEach((name, field) -> {
                    if (field instanceof Js.Array several && !several.items().isEmpty()) {
                        several.items()
                                .forEach(item -> form.withArrayProperty(name).add(values.text(item)));
                    } else {
                        form.put(name, values.text(field));
                    }
                });
                if (object.fields().values().stream().anyMatch(Requests::isFile)) {
                    notes.add(line, "files that a request sends are not carried over");
                }
                if (!form.isEmpty() && form.size() <= 128) {
                    withoutType(step);
                    step.set("form", form);
                }
            }
            case Js.Call call
            when Functions.name(call.callee()).equals("stringify")
                    && !call.arguments().isEmpty() -> {
                JsonNode json = values.json(call.arguments().getFirst());
                if (json.isContainerNode()) {
                    withoutType(step);
                }
                step.set("json", json);
            }
            default -> {
                String text = values.text(body);
                if (!text.isEmpty() && text.length() <= 262_144) {
                    step.put("body", text);
                }
            }
        }
    }

    private static boolean isFile(Js.Expression value) {
        return value instanceof Js.Call call && Functions.name(call.callee()).equals("file");
    }

    /** The body says it. */
    private static void withoutType(ObjectNode step) {
        if (step.get("headers") instanceof ObjectNode headers) {
            List<String> names = new ArrayList<>();
            headers.fieldNames().forEachRemaining(names::add);
            names.stream()
                    .filter(name -> name.equalsIgnoreCase("content-type")
                            && headers.get(name).asText().matches("application/(json|x-www-form-urlencoded).*"))
                    .forEach(headers::remove);
            if (headers.isEmpty()) {
                step.remove("headers");
            }
        }
    }
}

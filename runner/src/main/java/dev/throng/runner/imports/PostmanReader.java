package dev.throng.runner.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Postman collection (2.0 and 2.1): its requests in their order, folders gone through, {@code {{variables}}} as ours. */
public final class PostmanReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

    private final List<Draft.Request> requests = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private String target = "";
    private int scripts;

    /** @throws ImportException it is no collection */
    public static Draft read(String text) throws ImportException {
        try {
            JsonNode collection = JSON.readTree(text);
            if (!collection.path("item").isArray()) {
                throw new ImportException("there is no item in it: is it a Postman collection?");
            }
            return new PostmanReader().draft(collection);
        } catch (JsonProcessingException notJson) {
            throw ImportException.noJson(notJson);
        }
    }

    private Draft draft(JsonNode collection) throws ImportException {
        for (JsonNode variable : collection.path("variable")) {
            values.put(
                    variable.path("key").asText(variable.path("id").asText()),
                    variable.path("value").asText());
        }
        items(collection.path("item"), collection.path("auth"));
        if (requests.isEmpty()) {
            throw new ImportException("there is no request with an http URL in it");
        }
        if (scripts > 0) {
            notes.add(
                    scripts + " scripts (tests, pre-request) are not carried over: write checks and captures instead");
        }
        Map<String, String> variables = new LinkedHashMap<>();
        used.forEach(name -> {
            variables.put(Words.variable(name), Draft.literal(values.getOrDefault(name, "")));
            if (!values.containsKey(name)) {
                notes.add("{{" + name + "}} has no value in the collection: give one under variables");
            }
        });
        return Draft.inOrder(target, requests, variables, notes);
    }

    private void items(JsonNode items, JsonNode auth) {
        for (JsonNode item : items) {
            scripts += item.path("event").size();
            JsonNode own = item.has("auth") ? item.path("auth") : auth;
            if (item.path("item").isArray()) {
                items(item.path("item"), own);
            } else if (item.has("request")) {
                request(item.path("name").asText(), item.path("request"), own);
            }
        }
    }

    private void request(String name, JsonNode request, JsonNode auth) {
        String url = request.isTextual()
                ? request.asText()
                : request.path("url").isTextual()
                        ? request.path("url").asText()
                        : request.path("url").path("raw").asText();
        String whole = resolved(url);
        Optional<String> origin = Paths.origin(whole.contains("://") ? whole : "http://" + whole);
        if (origin.isEmpty() || whole.isEmpty()) {
            notes.add(name + " has no http URL: " + url);
            return;
        }
        String absolute = whole.contains("://") ? whole : "http://" + whole;
        target = target.isEmpty() ? origin.get() : target;
        String path =
                origin.get().equals(target) ? absolute.substring(origin.get().length()) : absolute;
        Map<String, String> headers = new LinkedHashMap<>();
        for (JsonNode header : request.path("header")) {
            if (!header.path("disabled").asBoolean()
                    && Headers.isOwn(header.path("key").asText())) {
                headers.put(
                        header.path("key").asText(), ours(header.path("value").asText()));
            }
        }
        authorise(request.has("auth") ? request.path("auth") : auth, headers);
        Draft.Body body = body(request.path("body"), headers);
        requests.add(Draft.Request.step(
                name.isBlank() ? Paths.template(path) : name,
                request.path("method").asText("GET"),
                ours(path.startsWith("/") || path.contains("://") ? path : "/" + path)
                        .replaceFirst("#.*", ""),
                headers,
                body));
    }

    /** The URL's beginning has to be known: what is a variable there is replaced. */
    private String resolved(String url) {
        Matcher first = VARIABLE.matcher(url);
        String value = first.lookingAt() ? values.getOrDefault(first.group(1), "http://localhost") : "";
        return value.isEmpty() ? url : value + url.substring(first.end());
    }

    private void authorise(JsonNode auth, Map<String, String> headers) {
        if (auth.path("type").asText().equals("bearer")) {
            JsonNode bearer = auth.path("bearer");
            String token = bearer.isArray()
                    ? bearer.path(0).path("value").asText()
                    : bearer.path("token").asText();
            headers.putIfAbsent("Authorization", "Bearer " + ours(token));
        } else if (auth.has("type") && !auth.path("type").asText().equals("noauth")) {
            notes.add("authorisation by " + auth.path("type").asText() + " is not carried over: write the header");
        }
    }

    private Draft.Body body(JsonNode body, Map<String, String> headers) {
        return switch (body.path("mode").asText()) {
            case "raw" -> raw(body, headers);
            case "urlencoded" -> {
                Map<String, String> fields = new LinkedHashMap<>();
                for (JsonNode field : body.path("urlencoded")) {
                    if (!field.path("disabled").asBoolean()) {
                        fields.put(
                                field.path("key").asText(),
                                ours(field.path("value").asText()));
                    }
                }
                headers.keySet().removeIf(header -> header.equalsIgnoreCase("content-type"));
                yield fields.isEmpty() ? Draft.NOTHING : new Draft.FormBody(fields);
            }
            case "", "none" -> Draft.NOTHING;
            default -> {
                notes.add("a body of mode " + body.path("mode").asText() + " is not carried over");
                yield Draft.NOTHING;
            }
        };
    }

    private Draft.Body raw(JsonNode body, Map<String, String> headers) {
        String text = body.path("raw").asText();
        boolean json =
                body.path("options").path("raw").path("language").asText().equals("json")
                        || text.stripLeading().startsWith("{");
        if (text.isBlank()) {
            return Draft.NOTHING;
        }
        if (json) {
            try {
                Draft.Body made = new Draft.JsonBody(JSON.readTree(ours(text)));
                headers.keySet().removeIf(header -> header.equalsIgnoreCase("content-type"));
                return made;
            } catch (JsonProcessingException notJson) {
                headers.putIfAbsent("Content-Type", "application/json");
            }
        }
        return new Draft.TextBody(ours(text));
    }

    /** With variables as ours; a dynamic one of Postman's becomes a function where there is one. */
    private String ours(String text) {
        Matcher variable = VARIABLE.matcher(Draft.literal(text));
        return variable.replaceAll(found -> Matcher.quoteReplacement("${" + value(found.group(1)) + "}"));
    }

    private String value(String name) {
        return switch (name) {
            case "$guid", "$randomUUID" -> "random.uuid()";
            case "$timestamp" -> "now() / 1000";
            case "$isoTimestamp" -> "timestamp()";
            case "$randomInt" -> "random.int(0, 1000)";
            default -> {
                used.add(name);
                yield Words.variable(name);
            }
        };
    }
}

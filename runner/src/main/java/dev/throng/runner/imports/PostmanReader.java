package dev.throng.runner.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Postman collection (2.0 and 2.1), with environments: its requests in their order, folders gone through, {@code {{variables}}}
 * as ours.
 */
public final class PostmanReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> TYPES = Map.of(
            "xml",
            "application/xml",
            "html",
            "text/html",
            "javascript",
            "application/javascript",
            "text",
            "text/plain");
    private static final int DEEPEST = 8;
    private static final int MOST_VARIABLES = 10_000;
    private static final int LONGEST_VALUE = 1 << 20;

    static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

    private final List<Draft.Request> requests = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<String> guessed = new LinkedHashSet<>();
    private final Set<String> captured = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private String target = "";
    private int scripts;
    private int left;

    /** @throws ImportException it is no collection */
    public static Draft read(String text) throws ImportException {
        return read(List.of(text));
    }

    /**
     * One collection, and environments whose values are taken before its own.
     *
     * @throws ImportException one is neither, or there are several collections
     */
    public static Draft read(List<String> texts) throws ImportException {
        PostmanReader reader = new PostmanReader();
        List<JsonNode> collections = new ArrayList<>();
        List<JsonNode> environments = new ArrayList<>();
        for (String text : texts) {
            JsonNode tree = tree(text);
            JsonNode collection = tree.has("item") ? tree : tree.path("collection");
            if (collection.path("item").isArray()) {
                collections.add(collection);
            } else if (tree.path("values").isArray()) {
                environments.add(tree);
            } else if (tree.path("requests").isArray()) {
                throw new ImportException("it is a collection of version 1: export it from Postman as version 2.1");
            } else {
                throw new ImportException("there is no item in it: is it a Postman collection?");
            }
        }
        if (collections.size() != 1) {
            throw new ImportException(
                    collections.isEmpty()
                            ? "it is an environment: give the collection, too"
                            : "one collection at a time makes one LoadTest");
        }
        reader.values(collections.getFirst().path("variable"));
        environments.forEach(environment -> reader.values(environment.path("values")));
        return reader.draft(collections.getFirst());
    }

    private static JsonNode tree(String text) throws ImportException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw ImportException.noJson(notJson);
        }
    }

    private void values(JsonNode variables) {
        for (JsonNode variable : variables) {
            if (!variable.path("disabled").asBoolean()
                    && variable.path("enabled").asBoolean(true)) {
                values.put(
                        variable.path("key").asText(variable.path("id").asText()),
                        variable.path("value").asText());
            }
        }
    }

    private Draft draft(JsonNode collection) throws ImportException {
        scripts += collection.path("event").size();
        items(collection.path("item"), collection.path("auth"));
        if (requests.isEmpty()) {
            throw new ImportException("there is no request with an http URL in it");
        }
        if (scripts > 0) {
            notes.add("of " + (scripts == 1 ? "1 script" : scripts + " scripts")
                    + " (tests, pre-request) only variables that are set to a place in a response's JSON, and one expected"
                    + " status, are carried over: write other checks and captures yourself");
        }
        guessed.forEach(
                name -> notes.add(
                        "{{" + name
                                + "}} is a part of the server's name and has no value in the collection: the target is a guess, give another by -H"));
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : used) {
            variables.put(Words.variable(name), whole(name));
            if (!values.containsKey(name) && !captured.contains(name)) {
                notes.add("{{" + name + "}} has no value in the collection: give one under variables");
            }
        }
        return Draft.inOrder(target, requests, variables, notes);
    }

    /** A variable's value, in which other variables' are in their places; those that are captured have none yet. */
    private String whole(String name) {
        StringBuilder whole = new StringBuilder();
        left = MOST_VARIABLES;
        if (write(values.getOrDefault(name, ""), 0, whole)) {
            return whole.toString();
        }
        notes.add("{{" + name + "}} is empty: with all that it names it is too long");
        return "";
    }

    /** False when it gets too long: variables that name others several times over would take for ever. */
    private boolean write(String value, int depth, StringBuilder whole) {
        String text = Draft.literal(value);
        Matcher variable = VARIABLE.matcher(text);
        int from = 0;
        while (variable.find()) {
            whole.append(text, from, variable.start());
            from = variable.end();
            String name = variable.group(1);
            if (depth < DEEPEST && values.containsKey(name)) {
                if (!write(values.getOrDefault(name, ""), depth + 1, whole)) {
                    return false;
                }
            } else {
                dynamic(name)
                        .ifPresent(
                                function -> whole.append("${").append(function).append('}'));
            }
            if (--left < 0 || whole.length() > LONGEST_VALUE) {
                return false;
            }
        }
        whole.append(text, from, text.length());
        return true;
    }

    private void items(JsonNode items, JsonNode auth) {
        for (JsonNode item : items) {
            scripts += item.path("event").size();
            JsonNode own = item.has("auth") ? item.path("auth") : auth;
            if (item.path("item").isArray()) {
                items(item.path("item"), own);
            } else if (item.has("request")) {
                request(item, own);
            }
        }
    }

    private void request(JsonNode item, JsonNode auth) {
        String name = item.path("name").asText();
        JsonNode request = item.path("request");
        String raw = raw(request);
        PostmanScripts script = PostmanScripts.of(item.path("event"));
        // What a script sets is there before later requests, and before this one when it is set ahead of it.
        script.texts().forEach((key, text) -> values.merge(key, text, (given, set) -> given.isEmpty() ? set : given));
        Optional<PostmanUrl> url = PostmanUrl.of(raw, values, guessed);
        if (url.isEmpty()) {
            notes.add(name + " has no http URL: " + raw);
            return;
        }
        target = target.isEmpty() ? url.get().origin() : target;
        HeaderFields headers = new HeaderFields();
        for (JsonNode header : request.path("header")) {
            if (!header.path("disabled").asBoolean()
                    && Headers.isOwn(header.path("key").asText())) {
                headers.add(
                        header.path("key").asText(), ours(header.path("value").asText()));
            }
        }
        String path = ours(PostmanUrl.escaped(
                url.get().rest(), PostmanUrl.segments(request.path("url").path("variable"))));
        String query =
                new PostmanAuth(this::ours, notes).add(request.has("auth") ? request.path("auth") : auth, headers);
        if (!query.isEmpty()) {
            path += (path.contains("?") ? "&" : "?") + query;
        }
        Draft.Body body = body(request.path("body"), headers);
        Draft.Request step = Draft.Request.step(
                name.isBlank() ? Paths.template(path) : name,
                request.path("method").asText("GET"),
                url.get().origin().equals(target) ? path : url.get().origin() + path,
                headers,
                body);
        for (Map.Entry<String, String> capture : script.captures().entrySet()) {
            step = step.capturing(Words.variable(capture.getKey()), capture.getValue());
            captured.add(capture.getKey());
        }
        requests.add(
                script.status().isPresent() ? step.expecting(script.status().getAsInt()) : step);
    }

    private static String raw(JsonNode request) {
        if (request.isTextual()) {
            return request.asText();
        }
        JsonNode url = request.path("url");
        return url.isTextual() ? url.asText() : url.path("raw").asText();
    }

    private Draft.Body body(JsonNode body, HeaderFields headers) {
        return switch (body.path("disabled").asBoolean()
                ? ""
                : body.path("mode").asText()) {
            case "raw" -> raw(body, headers);
            case "urlencoded" -> form(body.path("urlencoded"), headers);
            case "formdata" -> multipart(body.path("formdata"), headers);
            case "graphql" -> graphql(body.path("graphql"), headers);
            case "", "none" -> Draft.NOTHING;
            default -> {
                notes.add("a body of mode " + body.path("mode").asText() + " is not carried over");
                yield Draft.NOTHING;
            }
        };
    }

    private Draft.Body form(JsonNode fields, HeaderFields headers) {
        FormFields form = new FormFields();
        List<String> pairs = new ArrayList<>();
        for (JsonNode field : fields) {
            if (!field.path("disabled").asBoolean()) {
                String name = field.path("key").asText();
                form.add(name, ours(field.path("value").asText()));
                pairs.add(encoded(name) + "=" + encoded(field.path("value").asText()));
            }
        }
        headers.remove("Content-Type");
        if (form.isMixed()) {
            headers.set("Content-Type", "application/x-www-form-urlencoded");
            return new Draft.TextBody(String.join("&", pairs));
        }
        return form.body();
    }

    private String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text);
        int from = 0;
        while (variable.find()) {
            encoded.append(URLEncoder.encode(text.substring(from, variable.start()), StandardCharsets.UTF_8))
                    .append("${urlEncode(string(")
                    .append(value(variable.group(1)))
                    .append("))}");
            from = variable.end();
        }
        return encoded.append(URLEncoder.encode(text.substring(from), StandardCharsets.UTF_8))
                .toString();
    }

    private Draft.Body multipart(JsonNode fields, HeaderFields headers) {
        Multipart form = new Multipart();
        for (JsonNode field : fields) {
            if (field.path("disabled").asBoolean()) {
                continue;
            }
            if (field.path("type").asText().equals("file")) {
                notes.add("the file of the form's field " + field.path("key").asText() + " is not carried over");
            } else {
                form.field(
                        ours(field.path("key").asText()),
                        ours(field.path("value").asText()),
                        field.path("contentType").asText());
            }
        }
        return form.body(headers);
    }

    private Draft.Body graphql(JsonNode body, HeaderFields headers) {
        ObjectNode json =
                JSON.createObjectNode().put("query", ours(body.path("query").asText()));
        String variables = body.path("variables").asText();
        if (!variables.isBlank()) {
            try {
                json.set("variables", JSON.readTree(ours(variables)));
            } catch (JsonProcessingException notJson) {
                notes.add("the variables of a GraphQL query are no JSON, and not carried over");
            }
        }
        headers.remove("Content-Type");
        return new Draft.JsonBody(json);
    }

    private Draft.Body raw(JsonNode body, HeaderFields headers) {
        String text = body.path("raw").asText();
        String language = body.path("options").path("raw").path("language").asText();
        boolean typed = headers.has("Content-Type");
        boolean json = language.equals("json") || !typed && text.stripLeading().startsWith("{");
        if (text.isBlank()) {
            return Draft.NOTHING;
        }
        if (!typed && TYPES.containsKey(language)) {
            headers.add("Content-Type", TYPES.get(language));
        }
        if (json) {
            try {
                Draft.Body made = new Draft.JsonBody(JSON.readTree(ours(text)));
                headers.remove("Content-Type");
                return made;
            } catch (JsonProcessingException notJson) {
                headers.addIfAbsent("Content-Type", "application/json");
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
        return dynamic(name).orElseGet(() -> {
            used.add(name);
            return Words.variable(name);
        });
    }

    private static Optional<String> dynamic(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "$guid", "$randomUUID" -> "random.uuid()";
                    case "$timestamp" -> "now() / 1000";
                    case "$isoTimestamp" -> "timestamp()";
                    case "$randomInt" -> "random.int(0, 1000)";
                    case "$randomBoolean" -> "random.bool()";
                    case "$randomAlphaNumeric" -> "random.string(1, \"abcdefghijklmnopqrstuvwxyz0123456789\")";
                    default -> null;
                });
    }
}

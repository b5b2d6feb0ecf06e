package dev.throng.runner.imports.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.Draft;
import dev.throng.runner.imports.HeaderFields;
import dev.throng.runner.imports.ImportException;
import dev.throng.runner.imports.Multipart;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A description in OpenAPI: an operation is a task; those that read come ten times as often as those that write. */
public final class OpenApiReader {
    private static final List<String> READING = List.of("get", "head");
    private static final List<String> WRITING = List.of("post", "put", "patch");
    private static final int READS = 10;
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern FIELD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
    private static final String ALLOWED = "/-._~!&'()*+,;=:@%?";

    /** As many as a user may have. */
    private static final int MOST_TASKS = 64;

    private final Description description;
    private final Examples examples;
    private final List<String> below;
    private final List<Draft.Request> requests = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> made = new TreeSet<>();
    private int deleting;
    private int deprecated;
    private int beyond;

    /** The first path that is left out, up to what is not known before the test. */
    private String elsewhere = "";

    private OpenApiReader(Description description, List<String> below) {
        this.description = description;
        this.below = below;
        this.examples = new Examples(description);
    }

    /**
     * @param text JSON or YAML
     * @param from where it was read, a URL or a file: a server may be given relative to it
     * @param host the target, where neither says it
     * @throws ImportException it is no such description, or has nothing in it that could be asked for
     */
    public static Draft read(String text, String from, String host) throws ImportException {
        return read(text, from, host, List.of());
    }

    /**
     * The same of a part.
     *
     * @param below paths at or below which operations are taken; empty for all
     */
    public static Draft read(String text, String from, String host, List<String> below) throws ImportException {
        return new OpenApiReader(Description.of(text), below).draft(from, host);
    }

    private Draft draft(String from, String host) throws ImportException {
        for (Map.Entry<String, JsonNode> path : description.root().path("paths").properties()) {
            if (!isWanted(path.getKey())) {
                continue;
            }
            if (path.getKey().startsWith("/")) {
                operations(path.getKey(), description.resolved(path.getValue()));
            } else {
                notes.add("the path " + path.getKey() + " is not carried over: it has no / at its beginning");
            }
        }
        if (requests.isEmpty()) {
            throw new ImportException("there is no operation in it that could be asked for"
                    + (below.isEmpty() ? "" : ", at or below " + String.join(", ", below)));
        }
        List<String> all = new ArrayList<>();
        all.add("What people really ask for, and how often, no description says: change the weights.");
        if (!made.isEmpty()) {
            all.add("These have made-up values, which the target may not know: "
                    + made.stream().limit(12).collect(Collectors.joining(", "))
                    + (made.size() > 12 ? " and " + (made.size() - 12) + " more" : ""));
        }
        count(all, deleting, "operation that deletes is", "operations that delete are", "left out");
        count(all, deprecated, "deprecated operation is", "deprecated operations are", "left out");
        count(
                all,
                beyond,
                "more operation is",
                "more operations are",
                "left out: a user has " + MOST_TASKS + " tasks at most; --below " + elsewhere + " takes those there");
        all.addAll(notes);
        return new Draft(target(from, host), requests, true, List.of(), Optional.empty(), variables, all);
    }

    private boolean isWanted(String path) {
        return below.isEmpty()
                || below.stream()
                        .map(prefix -> prefix.replaceFirst("/+$", ""))
                        .anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
    }

    private static void count(List<String> notes, int count, String one, String many, String what) {
        if (count > 0) {
            notes.add(count + " " + (count == 1 ? one : many) + " " + what);
        }
    }

    private String target(String from, String host) {
        JsonNode root = description.root();
        String server;
        if (description.isSwagger()) {
            String scheme = root.path("schemes").path(0).asText("http");
            String path = root.path("basePath").asText("");
            server = root.has("host") ? scheme + "://" + root.path("host").asText() + path : path;
        } else {
            server = filled(root.path("servers").path(0));
        }
        String base = from.matches("https?://.*") ? from : host + "/";
        try {
            URI whole = new URI(base).resolve(server.isEmpty() ? "/" : server);
            if (whole.getHost() != null && String.valueOf(whole.getScheme()).matches("https?")) {
                return whole.toString().replaceFirst("[?#].*", "").replaceFirst("/+$", "");
            }
        } catch (URISyntaxException | IllegalArgumentException noUrl) {
            // Told below.
        }
        notes.add("the server " + server + " is no URL of HTTP: the target is a guess");
        return host;
    }

    /** With the defaults of its variables. */
    private static String filled(JsonNode server) {
        String url = server.path("url").asText("");
        for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
            url = url.replace(
                    "{" + variable.getKey() + "}",
                    variable.getValue().path("default").asText());
        }
        return url.replace("{", "").replace("}", "");
    }

    private void operations(String path, JsonNode item) {
        for (Map.Entry<String, JsonNode> field : item.properties()) {
            String method = field.getKey().toLowerCase(Locale.ROOT);
            if (method.equals("delete")) {
                deleting++;
            } else if (READING.contains(method) || WRITING.contains(method)) {
                operation(path, method, item, description.resolved(field.getValue()));
            }
        }
    }

    private void operation(String path, String method, JsonNode item, JsonNode operation) {
        if (operation.path("deprecated").asBoolean()) {
            deprecated++;
            return;
        }
        String name = method.toUpperCase(Locale.ROOT) + " " + path;
        Map<String, JsonNode> parameters = parameters(item, operation);
        HeaderFields headers = new HeaderFields();
        Optional<Draft.Body> body = body(name, operation, parameters, headers);
        if (body.isEmpty()) {
            return;
        }
        if (requests.size() == MOST_TASKS) {
            beyond++;
            elsewhere = elsewhere.isEmpty() ? path.replaceFirst("/?(\\{.*)?$", "") : elsewhere;
            return;
        }
        String query = query(parameters, headers);
        String secret = authorise(operation, headers);
        String whole = filled(path, parameters) + join(query, secret);
        Draft.Request request = Draft.Request.weighted(name, method, whole, 200, READING.contains(method) ? READS : 1);
        requests.add(request.sending(whole, headers.byName(), body.get()));
    }

    private static String join(String query, String secret) {
        String all = query.isEmpty() || secret.isEmpty() ? query + secret : query + "&" + secret;
        return all.isEmpty() ? "" : "?" + all;
    }

    /** By place and name: an operation's own go before its path's. */
    private Map<String, JsonNode> parameters(JsonNode item, JsonNode operation) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        for (JsonNode source : List.of(item, operation)) {
            for (JsonNode parameter : source.path("parameters")) {
                JsonNode resolved = description.resolved(parameter);
                parameters.put(
                        resolved.path("in").asText() + " "
                                + resolved.path("name").asText(),
                        resolved);
            }
        }
        return parameters;
    }

    /** Also where a parameter is not described. */
    private String filled(String path, Map<String, JsonNode> parameters) {
        StringBuilder filled = new StringBuilder();
        Matcher place = PLACE.matcher(path);
        int end = 0;
        while (place.find()) {
            filled.append(plain(path.substring(end, place.start())));
            JsonNode parameter = parameters.get("path " + place.group(1));
            filled.append(parameter == null ? "${random.int(1, 100)}" : encoded(examples.parameter(parameter)));
            made.add(place.group(1));
            end = place.end();
        }
        return filled.append(plain(path.substring(end))).toString();
    }

    /** What the description wrote, as it may stand in a URL. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean allowed = octet > 0 && ALLOWED.indexOf(octet) >= 0 || Character.isLetterOrDigit(octet) && octet > 0;
            plain.append(allowed ? String.valueOf((char) octet) : "%%%02X".formatted(octet));
        }
        return plain.toString();
    }

    /** Without what may be left away. */
    private String query(Map<String, JsonNode> parameters, HeaderFields headers) {
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : parameters.values()) {
            if (parameter.path("required").asBoolean()) {
                String name = parameter.path("name").asText();
                switch (parameter.path("in").asText()) {
                    case "query" -> query.add(encoded(name) + "=" + encoded(examples.parameter(parameter)));
                    case "header" -> header(name, examples.parameter(parameter), headers);
                    case "cookie" -> notes.add("the cookie " + name + " is not carried over");
                    default -> {}
                }
            }
        }
        return String.join("&", query);
    }

    private void header(String name, String value, HeaderFields headers) {
        if (FIELD.matcher(name).matches()) {
            headers.addIfAbsent(name, value);
        } else {
            notes.add("the header " + name + " is not carried over: that is no name of one");
        }
    }

    /** What is an expression stays one. */
    private static String encoded(String value) {
        return value.contains("${")
                ? value
                : URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What it sends; empty when that cannot be made. */
    private Optional<Draft.Body> body(
            String name, JsonNode operation, Map<String, JsonNode> parameters, HeaderFields headers) {
        if (description.isSwagger()) {
            return swaggerBody(parameters, isInParts(operation), headers);
        }
        JsonNode body = description.resolved(operation.path("requestBody"));
        JsonNode content = body.path("content");
        for (Map.Entry<String, JsonNode> media : content.properties()) {
            String type = media.getKey().toLowerCase(Locale.ROOT);
            if (type.startsWith("application/json") || type.endsWith("+json") || type.equals("*/*")) {
                return Optional.of(json(media.getValue()));
            }
        }
        JsonNode form = content.path("application/x-www-form-urlencoded");
        if (!form.isMissingNode()) {
            return Optional.of(form(examples.body(form).orElse(JsonNodeFactory.instance.objectNode())));
        }
        JsonNode parts = content.path("multipart/form-data");
        if (!parts.isMissingNode() && !sendsFile(parts)) {
            return Optional.of(parts(examples.body(parts).orElse(JsonNodeFactory.instance.objectNode()), headers));
        }
        if (content.size() > 0 && body.path("required").asBoolean(true)) {
            notes.add(name + " is left out: it sends " + content.fieldNames().next());
            return Optional.empty();
        }
        return Optional.of(Draft.NOTHING);
    }

    private Draft.Body json(JsonNode media) {
        return examples.body(media).<Draft.Body>map(Draft.JsonBody::new).orElse(Draft.NOTHING);
    }

    private Draft.Body form(JsonNode fields) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        fields.properties()
                .forEach(field -> form.put(
                        field.getKey(),
                        List.of(
                                field.getValue().isValueNode()
                                        ? field.getValue().asText()
                                        : field.getValue().toString())));
        return form.isEmpty() ? Draft.NOTHING : new Draft.FormBody(form);
    }

    /** A list is as many parts. */
    private static Draft.Body parts(JsonNode fields, HeaderFields headers) {
        Multipart form = new Multipart();
        fields.properties().forEach(field -> {
            if (field.getValue().isArray()) {
                field.getValue().forEach(one -> part(form, field.getKey(), one));
            } else {
                part(form, field.getKey(), field.getValue());
            }
        });
        return form.body(headers);
    }

    private static void part(Multipart form, String name, JsonNode value) {
        boolean object = value.isContainerNode();
        form.field(name, object ? value.toString() : value.asText(), object ? "application/json" : "");
    }

    /** Of those fields that it has to send. */
    private boolean sendsFile(JsonNode media) {
        JsonNode schema = description.resolved(media.path("schema"));
        for (JsonNode name : schema.path("required")) {
            JsonNode field = description.resolved(schema.path("properties").path(name.asText()));
            JsonNode item = field.has("items") ? description.resolved(field.path("items")) : field;
            if (item.path("format").asText().equals("binary") || item.has("contentMediaType")) {
                return true;
            }
        }
        return false;
    }

    private Optional<Draft.Body> swaggerBody(Map<String, JsonNode> parameters, boolean inParts, HeaderFields headers) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        for (JsonNode parameter : parameters.values()) {
            switch (parameter.path("in").asText()) {
                case "body" -> {
                    return Optional.of(json(parameter));
                }
                case "formData" -> {
                    if (parameter.path("type").asText().equals("file")) {
                        notes.add("operations that send files are left out");
                        return Optional.empty();
                    }
                    form.put(parameter.path("name").asText(), examples.parameter(parameter));
                }
                default -> {}
            }
        }
        return Optional.of(inParts ? parts(form, headers) : form(form));
    }

    /** Whether Swagger says of it that its form can only be sent in parts. */
    private boolean isInParts(JsonNode operation) {
        JsonNode consumes = operation.has("consumes")
                ? operation.path("consumes")
                : description.root().path("consumes");
        List<String> types = new ArrayList<>();
        consumes.forEach(type -> types.add(type.asText()));
        return types.contains("multipart/form-data") && !types.contains("application/x-www-form-urlencoded");
    }

    /** By the first way in that it names; what belongs to the query comes back. */
    private String authorise(JsonNode operation, HeaderFields headers) {
        JsonNode security = operation.has("security")
                ? operation.path("security")
                : description.root().path("security");
        JsonNode schemes = description.isSwagger()
                ? description.root().path("securityDefinitions")
                : description.root().path("components").path("securitySchemes");
        if (security.size() == 0 || security.path(0).size() == 0) {
            return "";
        }
        JsonNode scheme =
                description.resolved(schemes.path(security.path(0).fieldNames().next()));
        return switch (scheme.path("type").asText()) {
            case "apiKey" -> key(scheme, headers);
            case "basic" -> credentials("Basic ", "the credentials of Basic, in base64", headers);
            case "http" ->
                scheme.path("scheme").asText().equalsIgnoreCase("basic")
                        ? credentials("Basic ", "the credentials of Basic, in base64", headers)
                        : credentials("Bearer ", "the bearer token", headers);
            case "oauth2", "openIdConnect" -> credentials("Bearer ", "the bearer token", headers);
            default -> "";
        };
    }

    private String credentials(String scheme, String what, HeaderFields headers) {
        headers.addIfAbsent("Authorization", scheme + "${" + secret("token", what) + "}");
        return "";
    }

    private String key(JsonNode scheme, HeaderFields headers) {
        String name = scheme.path("name").asText();
        String value = "${" + secret("apiKey", "the API key") + "}";
        switch (scheme.path("in").asText()) {
            case "header" -> header(name, value, headers);
            case "query" -> {
                return encoded(name) + "=" + value;
            }
            default -> notes.add("the cookie " + name + " with the API key is not carried over");
        }
        return "";
    }

    private String secret(String variable, String what) {
        if (variables.putIfAbsent(variable, "") == null) {
            notes.add(
                    "the variable " + variable + " is to hold " + what + ": write ${env.…}, or capture it in onStart");
        }
        return variable;
    }
}

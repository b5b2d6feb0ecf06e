package dev.throng.runner.imports.jmx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.step.RequestSpec;
import dev.throng.runner.imports.Draft;
import dev.throng.runner.imports.FormFields;
import dev.throng.runner.imports.HeaderFields;
import dev.throng.runner.imports.Headers;
import dev.throng.runner.imports.Multipart;
import dev.throng.runner.imports.Words;
import dev.throng.runner.imports.tree.Notes;
import dev.throng.runner.imports.tree.Part;
import dev.throng.runner.imports.tree.Xml;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HTTP samplers as requests, with all that holds for them. */
final class Samplers {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> WITHOUT_BODY = Set.of("get", "head", "options", "delete");

    private final Texts texts;
    private final Notes notes;
    private final Targets targets;
    private final Assertions assertions;
    private final Extractors extractors;
    private final Timers timers;
    private final ClientBehaviour behaviour;
    private String target = "";

    Samplers(Texts texts, Values values, Notes notes) {
        this.texts = texts;
        this.notes = notes;
        this.targets = new Targets(texts);
        this.assertions = new Assertions(texts, notes);
        this.extractors = new Extractors(texts, values, notes);
        this.timers = new Timers(texts, notes);
        this.behaviour = new ClientBehaviour(notes);
    }

    static boolean isOne(Element element) {
        return element.kind().matches("HTTPSampler(Proxy|2)?");
    }

    Targets targets() {
        return targets;
    }

    Assertions assertions() {
        return assertions;
    }

    Extractors extractors() {
        return extractors;
    }

    ClientBehaviour behaviour() {
        return behaviour;
    }

    Timers timers() {
        return timers;
    }

    void aim(String url) {
        target = url;
    }

    /** Pauses, the request, and what follows it. */
    void add(Element sampler, Scope around, String onFailure, List<Part> parts) {
        Scope scope = around.with(sampler.children());
        sampler.children().stream()
                .filter(child -> !Scope.NOTHING.with(List.of(child)).elements().contains(child))
                .filter(child -> !Plan.isListener(child))
                .forEach(child -> notes.add(child.line(), child.called() + " is not carried over"));
        timers.before(scope, parts);
        String method = texts.known(scope.text(sampler, "HTTPSampler.method"))
                .orElse("GET")
                .strip();
        String verb = method.isEmpty() ? "get" : method.toLowerCase(Locale.ROOT);
        if (!Draft.METHODS.contains(verb)) {
            notes.add(
                    sampler.line(),
                    sampler.called() + " is left out: requests with method " + method + " can't be sent");
            return;
        }
        List<ObjectNode> after = new ArrayList<>();
        ObjectNode step = JSON.createObjectNode();
        HeaderFields headers = headers(sampler, scope);
        Body body = body(sampler, scope, verb, headers);
        String path = path(sampler, scope, body.query());
        if (path.length() > RequestSpec.LONGEST_PATH || body.text().length() > RequestSpec.LONGEST_BODY) {
            notes.add(sampler.line(), sampler.called() + " is left out: it is too long");
            return;
        }
        step.put(verb, path);
        name(sampler, path, step);
        if (!headers.byName().isEmpty()) {
            write(headers.byName(), step.putObject("headers"));
        }
        body.write(step);
        ObjectNode captures = extractors.captured(scope, after);
        if (!captures.isEmpty()) {
            step.set("capture", captures);
        }
        ObjectNode expect = assertions.expected(scope);
        if (!expect.isEmpty()) {
            step.set("expect", expect);
        }
        boolean follows = sampler.is("HTTPSampler.follow_redirects") || sampler.is("HTTPSampler.auto_redirects");
        if (!follows) {
            step.put("followRedirects", false);
        }
        texts.number(scope.text(sampler, "HTTPSampler.response_timeout"))
                .filter(millis -> millis >= 1)
                .ifPresent(millis -> step.put("timeout", Timers.time(millis)));
        if (!onFailure.isEmpty()) {
            step.put("onFailure", onFailure);
        }
        parts.add(new Part.Plain(step));
        behaviour.of(sampler, scope);
        after.forEach(set -> parts.add(new Part.Plain(set)));
    }

    private void name(Element sampler, String path, ObjectNode step) {
        String name = Words.cut(
                texts.known(sampler.name())
                        .orElse(sampler.name())
                        .replaceAll("\\$+\\{", "{")
                        .strip(),
                512);
        if (!name.isEmpty() && !name.equals(path)) {
            step.put("name", name);
        }
    }

    private String path(Element sampler, Scope scope, String query) {
        String path = targets.path(sampler, scope);
        String before = targets.before(sampler, scope, target);
        String plain = texts.oursInUrl(
                Targets.isWhole(path) ? path.replaceFirst("(?i)^https?://[^/?#]+", "") : path.strip(), sampler.line());
        boolean whole = before.isEmpty() && plain.startsWith("${") && !plain.contains("/");
        String rooted = plain.startsWith("/") || whole ? plain : "/" + plain;
        return before + rooted + (query.isEmpty() ? "" : (rooted.contains("?") ? "&" : "?") + query);
    }

    /** Of the nearest managers, and of those that know the password; ours are left to us. */
    private HeaderFields headers(Element sampler, Scope scope) {
        HeaderFields headers = new HeaderFields();
        for (Element manager : scope.of("HeaderManager")) {
            HeaderFields own = new HeaderFields();
            for (Xml entry : manager.entries("HeaderManager.headers")) {
                String name = Element.text(entry, "Header.name").strip();
                String value = texts.ours(Element.text(entry, "Header.value"), manager.line())
                        .replaceAll("[\\r\\n]+", " ")
                        .strip();
                if (Headers.isOwn(name)) {
                    own.add(name, value);
                } else if (!name.isEmpty() && !Headers.isOwn(name) && !Headers.isOfTheClient(name)) {
                    notes.add(manager.line(), "the header " + name + " is not carried over: that is no name of one");
                }
            }
            headers.override(own);
        }
        for (Element manager : scope.of("AuthManager")) {
            manager.entries("AuthManager.auth_list").forEach(entry -> authorise(manager, entry, headers));
        }
        cookies(scope, headers);
        headers.byName().forEach((name, values) -> {
            if (values.stream().anyMatch(value -> value.length() > RequestSpec.LONGEST_HEADER)) {
                notes.add(
                        sampler.line(),
                        "the header " + name + " is left out: it has more than " + RequestSpec.LONGEST_HEADER
                                + " characters");
                headers.remove(name);
            }
        });
        headers.byName().keySet().stream().skip(RequestSpec.MOST_HEADERS).forEach(name -> {
            notes.add(sampler.line(), "a request has " + RequestSpec.MOST_HEADERS + " headers at most");
            headers.remove(name);
        });
        return headers;
    }

    private void authorise(Element manager, Xml entry, HeaderFields headers) {
        String mechanism = Element.text(entry, "Authorization.mechanism");
        if (!mechanism.isEmpty() && !mechanism.startsWith("BASIC")) {
            notes.add(manager.line(), "authorisation by " + mechanism + " is not carried over");
            return;
        }
        String user = Element.text(entry, "Authorization.username");
        String password = Element.text(entry, "Authorization.password");
        String value = texts.known(user + ":" + password)
                .map(known -> Base64.getEncoder().encodeToString(known.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> "${base64(" + texts.value(user + ":" + password, manager.line()) + ")}");
        headers.addIfAbsent("Authorization", "Basic " + value);
    }

    private void cookies(Scope scope, HeaderFields headers) {
        for (Element manager : scope.of("CookieManager")) {
            List<String> cookies = new ArrayList<>();
            for (Xml cookie : manager.entries("CookieManager.cookies")) {
                String name = cookie.attribute("name").isEmpty()
                        ? Element.text(cookie, "Cookie.name")
                        : cookie.attribute("name");
                if (!name.isBlank()) {
                    cookies.add(name.strip() + "=" + texts.ours(Element.text(cookie, "Cookie.value"), manager.line()));
                }
            }
            if (!cookies.isEmpty()) {
                notes.add(
                        manager.line(),
                        "cookies with values are a header here, and go beside none that the server sets");
                headers.set("Cookie", String.join("; ", cookies));
            }
        }
    }

    /**
     * What is sent.
     *
     * @param query parameters of the path
     * @param fields of a form
     * @param parts of a form of several
     */
    private record Body(
            String query,
            String text,
            Map<String, List<String>> fields,
            @Nullable JsonNode json,
            @Nullable ArrayNode parts) {
        Body(String query, String text, Map<String, List<String>> fields, @Nullable JsonNode json) {
            this(query, text, fields, json, null);
        }

        static final Body NOTHING = new Body("", "", Map.of(), null);

        void write(ObjectNode step) {
            if (json != null) {
                step.set("json", json);
            } else if (parts != null) {
                step.set("multipart", parts);
            } else if (!text.isEmpty()) {
                step.put("body", text);
            } else if (!fields.isEmpty()) {
                Samplers.write(fields, step.putObject("form"));
            }
        }
    }

    /** A text for one value, a list for several. */
    private static void write(Map<String, List<String>> fields, ObjectNode node) {
        fields.forEach((name, values) -> {
            if (values.size() == 1) {
                node.put(name, values.getFirst());
            } else {
                values.forEach(node.putArray(name)::add);
            }
        });
    }

    private Body body(Element sampler, Scope scope, String verb, HeaderFields headers) {
        if (!sampler.entries("HTTPsampler.Files").isEmpty()) {
            notes.add(sampler.line(), "the files that " + sampler.called() + " sends are not carried over");
        }
        List<Xml> arguments = arguments(sampler, scope);
        boolean raw = sampler.is("HTTPSampler.postBodyRaw")
                || !arguments.isEmpty()
                        && arguments.stream()
                                .allMatch(one ->
                                        Element.text(one, "Argument.name").isBlank());
        if (raw) {
            StringBuilder text = new StringBuilder();
            arguments.forEach(one -> text.append(Element.text(one, "Argument.value")));
            return raw(sampler, text.toString(), headers);
        }
        if (WITHOUT_BODY.contains(verb)) {
            List<String> query = new ArrayList<>();
            arguments.forEach(one -> query.add(pair(sampler, one)));
            return new Body(String.join("&", query), "", Map.of(), null);
        }
        return form(sampler, arguments, headers);
    }

    private List<Xml> arguments(Element sampler, Scope scope) {
        List<Xml> arguments = new ArrayList<>();
        if (!sampler.is("HTTPSampler.postBodyRaw")) {
            scope.elements().stream()
                    .filter(Element::isDefaults)
                    .forEach(defaults -> arguments.addAll(defaults.entries("HTTPsampler.Arguments")));
        }
        arguments.addAll(sampler.entries("HTTPsampler.Arguments"));
        return arguments.stream()
                .filter(one -> !Element.text(one, "Argument.name").isBlank()
                        || !Element.text(one, "Argument.value").isEmpty())
                .toList();
    }

    private String pair(Element sampler, Xml argument) {
        String name = Element.text(argument, "Argument.name").strip();
        String value = Element.text(argument, "Argument.value");
        boolean encodes = Element.text(argument, "HTTPArgument.always_encode").equals("true");
        String left = encodes ? encoded(name, sampler.line()) : texts.oursInUrl(name, sampler.line());
        String right = encodes ? encoded(value, sampler.line()) : texts.oursInUrl(value, sampler.line());
        boolean equals = !Element.text(argument, "HTTPArgument.use_equals").equals("false") || !right.isEmpty();
        return left + (equals ? "=" + right : "");
    }

    private String encoded(String text, int line) {
        StringBuilder encoded = new StringBuilder();
        for (Texts.Piece piece : Texts.pieces(text)) {
            encoded.append(
                    piece.computed()
                            ? "${urlEncode(string(" + texts.expression(piece.text(), line) + "))}"
                            : URLEncoder.encode(piece.text(), StandardCharsets.UTF_8)
                                    .replace("+", "%20"));
        }
        return encoded.toString();
    }

    private Body raw(Element sampler, String text, HeaderFields headers) {
        if (text.isBlank()) {
            return Body.NOTHING;
        }
        String ours = texts.ours(text, sampler.line());
        boolean json = headers.first("Content-Type").orElse("").matches("application/json *(;.*)?");
        if (json && !ours.contains("${")) {
            try {
                JsonNode tree = JSON.readTree(ours);
                if (tree.isContainerNode()) {
                    headers.remove("Content-Type");
                    return new Body("", "", Map.of(), tree);
                }
            } catch (JsonProcessingException notJson) {
                // It is sent as it is.
            }
        }
        return new Body("", ours, Map.of(), null);
    }

    private Body multipart(Element sampler, List<Xml> arguments, HeaderFields headers) {
        Multipart form = new Multipart();
        for (Xml argument : arguments) {
            form.field(
                    texts.ours(Element.text(argument, "Argument.name").strip(), sampler.line()),
                    texts.ours(Element.text(argument, "Argument.value"), sampler.line()));
        }
        return switch (form.body(headers)) {
            case Draft.PartsBody parts -> new Body("", "", Map.of(), null, parts.asJson());
            case Draft.TextBody text -> new Body("", text.text(), Map.of(), null);
            case Draft.NoBody _, Draft.JsonBody _, Draft.FormBody _ -> Body.NOTHING;
        };
    }

    private Body form(Element sampler, List<Xml> arguments, HeaderFields headers) {
        if (sampler.is("HTTPSampler.DO_MULTIPART_POST")
                || !sampler.entries("HTTPsampler.Files").isEmpty()) {
            return multipart(sampler, arguments, headers);
        }
        FormFields fields = new FormFields();
        boolean named = true;
        for (Xml argument : arguments) {
            String name = texts.ours(Element.text(argument, "Argument.name").strip(), sampler.line());
            String value = texts.ours(Element.text(argument, "Argument.value"), sampler.line());
            fields.add(name, value);
            named &= !name.contains("${");
        }
        if (!named || fields.isMixed()) {
            headers.addIfAbsent("Content-Type", "application/x-www-form-urlencoded");
            List<String> pairs = new ArrayList<>();
            arguments.forEach(one -> pairs.add(pair(sampler, one)));
            return new Body("", String.join("&", pairs), Map.of(), null);
        }
        boolean form = headers.first("Content-Type")
                .orElse("application/x-www-form-urlencoded")
                .startsWith("application/x-www-form-urlencoded");
        if (form) {
            headers.remove("Content-Type");
        }
        return new Body("", "", fields.byName(), null);
    }
}

package dev.throng.runner.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A browser's recording (HAR 1.2): its requests to the first page's host, in their order and with their pauses. What a
 * response brought and a later request sends is captured.
 */
public final class HarReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ASSET =
            Pattern.compile("(image|font|audio|video)/.*|text/css|(text|application)/(x-)?javascript");
    private static final long SHORTEST_PAUSE = 300;
    private static final long LONGEST_PAUSE = 30_000;

    private final List<String> notes = new ArrayList<>();
    private final Map<String, Integer> elsewhere = new TreeMap<>();
    private int assets;
    private int redirects;

    /** @throws ImportException it is no HAR */
    public static Draft read(String text) throws ImportException {
        try {
            JsonNode entries = JSON.readTree(text).path("log").path("entries");
            if (!entries.isArray() || entries.isEmpty()) {
                throw new ImportException("there are no log.entries in it: is it a HAR?");
            }
            return new HarReader().draft(entries);
        } catch (JsonProcessingException notJson) {
            throw ImportException.noJson(notJson);
        }
    }

    private Draft draft(JsonNode entries) throws ImportException {
        String target = "";
        Correlation correlation = new Correlation();
        List<Draft.Request> requests = new ArrayList<>();
        Instant before = null;
        String redirect = "";
        for (JsonNode entry : entries) {
            String url = entry.path("request").path("url").asText();
            Optional<String> origin = Paths.origin(url);
            if (!redirect.isEmpty() && redirect.equals(url.replaceFirst("#.*", ""))) {
                requests.set(requests.size() - 1, ended(requests.getLast(), entry));
                before = end(entry, before);
                redirect = redirect(entry);
                correlation.response(requests.size() - 1, entry.path("response"));
                redirects++;
                continue;
            }
            if (origin.isEmpty() || isAsset(entry)) {
                assets += origin.isEmpty() ? 0 : 1;
                continue;
            }
            target = target.isEmpty() ? origin.get() : target;
            String method = entry.path("request").path("method").asText("GET");
            if (!Draft.METHODS.contains(method.toLowerCase(Locale.ROOT))) {
                notes.add("requests with method " + method + " are not carried over");
                continue;
            }
            if (!origin.get().equals(target)) {
                elsewhere.merge(origin.get(), 1, Integer::sum);
                continue;
            }
            requests.add(request(
                    entry,
                    target,
                    pause(before, instant(entry.path("startedDateTime").asText()))));
            before = end(entry, before);
            redirect = redirect(entry);
            correlation.response(requests.size() - 1, entry.path("response"));
        }
        if (requests.isEmpty()) {
            throw new ImportException("there is no http request in it");
        }
        return Draft.inOrder(target, correlation.applied(requests, notes), Map.of(), told());
    }

    private List<String> told() {
        if (assets > 0) {
            notes.add(assets + " requests for images, styles, scripts and fonts were left out");
        }
        if (redirects > 0) {
            notes.add(
                    redirects
                            + " recorded requests are where redirects led to, which are followed: they are no steps of their own");
        }
        elsewhere.forEach((origin, count) -> notes.add(count + " requests to " + origin + " were left out"));
        return notes;
    }

    /** What a chain of redirects ended in is what the first request gets. */
    private static Draft.Request ended(Draft.Request request, JsonNode entry) {
        int status = entry.path("response").path("status").asInt();
        return status >= 400 ? request.expecting(status) : request;
    }

    /** Where the response leads to; {@code ""} when nowhere. */
    private static String redirect(JsonNode entry) {
        int status = entry.path("response").path("status").asInt();
        String to = entry.path("response").path("redirectURL").asText().replaceFirst("#.*", "");
        if (status < 301 || status > 308 || status == 304 || to.isEmpty()) {
            return "";
        }
        try {
            return URI.create(entry.path("request").path("url").asText())
                    .resolve(to)
                    .toString();
        } catch (IllegalArgumentException noUrl) {
            return to;
        }
    }

    /** When it was answered; as before when nobody wrote down when it began. */
    private static @Nullable Instant end(JsonNode entry, @Nullable Instant before) {
        Instant start = instant(entry.path("startedDateTime").asText());
        return start.equals(Instant.EPOCH)
                ? before
                : start.plusMillis(Math.round(Math.max(0, entry.path("time").asDouble())));
    }

    private static boolean isAsset(JsonNode entry) {
        String type = entry.path("response").path("content").path("mimeType").asText();
        return ASSET.matcher(type.replaceFirst(";.*", "").strip()).matches();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException other) {
            return offset(text);
        }
    }

    private static Instant offset(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException none) {
            return Instant.EPOCH;
        }
    }

    private static long pause(@Nullable Instant before, Instant start) {
        long millis = before == null ? 0 : Duration.between(before, start).toMillis();
        return millis < SHORTEST_PAUSE ? 0 : Math.min(LONGEST_PAUSE, millis / 100 * 100);
    }

    private Draft.Request request(JsonNode entry, String target, long pause) {
        JsonNode request = entry.path("request");
        String path = Paths.below(request.path("url").asText(), target);
        HeaderFields headers = new HeaderFields();
        for (JsonNode header : request.path("headers")) {
            String name = header.path("name").asText();
            if (Headers.isOwn(name)) {
                headers.add(name, Draft.literal(header.path("value").asText()));
            }
        }
        JsonNode data = request.path("postData");
        String type = data.path("mimeType").asText();
        Draft.Body body = data.path("text").asText().isEmpty()
                ? fields(data.path("params"), type, headers)
                : CurlReader.Bodies.of(data.path("text").asText(), type, headers);
        if (body instanceof Draft.TextBody && !type.isBlank()) {
            headers.addIfAbsent("Content-Type", Draft.literal(type.strip()));
        }
        int status = entry.path("response").path("status").asInt();
        Draft.Request step = Draft.Request.step(
                        Paths.template(path), request.path("method").asText("GET"), path, headers, body)
                .after(pause);
        return status >= 400 ? step.expecting(status) : step;
    }

    /** Some programs write a form's fields and not its text. */
    private Draft.Body fields(JsonNode params, String type, HeaderFields headers) {
        FormFields fields = new FormFields();
        Multipart form = new Multipart();
        for (JsonNode param : params) {
            String name = Draft.literal(param.path("name").asText());
            if (param.has("fileName")) {
                notes.add("the file of the form's field " + name + " is not carried over");
                continue;
            }
            String value = Draft.literal(param.path("value").asText());
            fields.add(name, value);
            form.field(name, value, param.path("contentType").asText());
        }
        if (type.startsWith("multipart/")) {
            return form.body(headers);
        }
        headers.remove("Content-Type");
        return fields.body();
    }

    /** Finds what a response brought and a later request sends. */
    private static final class Correlation {
        private static final int SHORTEST = 8;
        private static final int MOST = 32;

        /** Values that responses brought first: where from. */
        private final Map<String, Origin> brought = new LinkedHashMap<>();

        private record Origin(int request, String key, String path) {}

        void response(int request, JsonNode response) {
            JsonNode content = response.path("content");
            String text = content.path("encoding").asText().equals("base64")
                    ? decoded(content.path("text").asText())
                    : content.path("text").asText();
            if (!content.path("mimeType").asText().contains("json") || text.isEmpty()) {
                return;
            }
            try {
                leaves(JSON.readTree(text), "$", "", request);
            } catch (JsonProcessingException notJson) {
                // A body that is no JSON brings nothing that could be captured by a path.
            }
        }

        private static String decoded(String text) {
            try {
                return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException notEncoded) {
                return "";
            }
        }

        private void leaves(JsonNode node, String path, String key, int request) {
            if (node.isObject()) {
                node.properties()
                        .forEach(field ->
                                leaves(field.getValue(), path + step(field.getKey()), field.getKey(), request));
            } else if (node.isArray()) {
                for (int i = 0; i < Math.min(node.size(), 50); i++) {
                    leaves(node.get(i), path + "[" + i + "]", key, request);
                }
            } else if (node.isTextual() && node.asText().length() >= SHORTEST) {
                brought.putIfAbsent(node.asText(), new Origin(request, key, path));
            }
        }

        private static String step(String key) {
            return key.matches("[A-Za-z_][A-Za-z0-9_]*") ? "." + key : "['" + key.replace("'", "\\'") + "']";
        }

        List<Draft.Request> applied(List<Draft.Request> requests, List<String> notes) {
            List<Draft.Request> all = new ArrayList<>(requests);
            Set<String> names = new LinkedHashSet<>();
            brought.forEach((value, origin) -> {
                boolean used = false;
                for (int i = origin.request() + 1; i < all.size(); i++) {
                    used |= holds(all.get(i), value);
                }
                boolean sentBefore =
                        all.subList(0, origin.request() + 1).stream().anyMatch(earlier -> holds(earlier, value));
                if (used && !sentBefore && names.size() < MOST) {
                    String name = name(origin.key(), names);
                    capture(all, origin, name);
                    for (int i = origin.request() + 1; i < all.size(); i++) {
                        all.set(i, replaced(all.get(i), value, "${" + name + "}"));
                    }
                    notes.add(name + " is captured from " + origin.path() + " of "
                            + all.get(origin.request()).name());
                }
            });
            return all;
        }

        private static String name(String key, Set<String> names) {
            String base = Words.variable(key.isEmpty() ? "value" : key);
            String name = base;
            for (int i = 2; !names.add(name); i++) {
                name = base + i;
            }
            return name;
        }

        private static void capture(List<Draft.Request> all, Origin origin, String name) {
            all.set(origin.request(), all.get(origin.request()).capturing(name, origin.path()));
        }

        private static boolean holds(Draft.Request request, String value) {
            return request.path().contains(value)
                    || request.headers().values().stream().anyMatch(texts -> holds(texts, value))
                    || switch (request.body()) {
                        case Draft.NoBody none -> false;
                        case Draft.TextBody text -> text.text().contains(value);
                        case Draft.JsonBody json -> json.json().toString().contains(value);
                        case Draft.PartsBody form ->
                            form.parts().stream().anyMatch(part -> part.value().contains(value));
                        case Draft.FormBody form ->
                            form.fields().values().stream().anyMatch(texts -> holds(texts, value));
                    };
        }

        private static boolean holds(List<String> texts, String value) {
            return texts.stream().anyMatch(text -> text.contains(value));
        }

        private static Draft.Request replaced(Draft.Request request, String value, String by) {
            Draft.Body body = switch (request.body()) {
                case Draft.NoBody none -> none;
                case Draft.TextBody text -> new Draft.TextBody(text.text().replace(value, by));
                case Draft.JsonBody json -> new Draft.JsonBody(inJson(json.json(), value, by));
                case Draft.PartsBody form ->
                    new Draft.PartsBody(form.parts().stream()
                            .map(part ->
                                    new Draft.Part(part.name(), part.value().replace(value, by), part.type()))
                            .toList());
                case Draft.FormBody form -> new Draft.FormBody(replaced(form.fields(), value, by));
            };
            return request.sending(request.path().replace(value, by), replaced(request.headers(), value, by), body);
        }

        private static Map<String, List<String>> replaced(Map<String, List<String>> fields, String value, String by) {
            Map<String, List<String>> all = new LinkedHashMap<>();
            fields.forEach((name, texts) -> all.put(
                    name, texts.stream().map(text -> text.replace(value, by)).toList()));
            return all;
        }

        private static JsonNode inJson(JsonNode json, String value, String by) {
            try {
                return JSON.readTree(json.toString().replace(value, by));
            } catch (JsonProcessingException broken) {
                return json;
            }
        }
    }
}

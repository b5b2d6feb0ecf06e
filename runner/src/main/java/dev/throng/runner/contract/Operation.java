package dev.throng.runner.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A method on a path of a description, with what it may answer. Immutable, for all threads. */
public final class Operation {
    private final String method;
    private final String template;
    private final String[] segments;
    private final String place;

    /** By status, range of statuses ({@code 4XX}), or {@code DEFAULT}. */
    private final Map<String, Answer> answers;

    private Operation(String method, String template, String place, Map<String, Answer> answers) {
        this.method = method.toUpperCase(Locale.ROOT);
        this.template = template;
        this.place = place;
        this.answers = answers;
        segments = template.split("/", -1);
    }

    /** @throws ContractException there is something wrong with what it answers */
    static Operation of(String method, String template, Located where, Schemas schemas) throws ContractException {
        Map<String, Answer> answers = new LinkedHashMap<>();
        Located responses = where.member("responses");
        for (Map.Entry<String, JsonNode> response : responses.node().properties()) {
            if (!response.getKey().startsWith("x-")) {
                Located found = responses.member(response.getKey()).resolved(schemas.documents());
                answers.put(response.getKey().toUpperCase(Locale.ROOT), answer(found, where, schemas));
            }
        }
        return new Operation(method, template, where.place(), answers);
    }

    private static Answer answer(Located response, Located operation, Schemas schemas) throws ContractException {
        return new Answer(
                response.place(),
                operation.document().root().has("swagger")
                        ? produced(response, operation, schemas)
                        : content(response, schemas));
    }

    private static Map<String, Optional<BodySchema>> content(Located response, Schemas schemas)
            throws ContractException {
        Map<String, Optional<BodySchema>> types = new LinkedHashMap<>();
        Located content = response.member("content");
        for (Map.Entry<String, JsonNode> type : content.node().properties()) {
            String plain = MediaType.plain(type.getKey());
            Located schema = content.member(type.getKey()).member("schema");
            boolean described = !schema.node().isMissingNode() && (MediaType.isJson(plain) || plain.endsWith("*"));
            types.put(plain, described ? Optional.of(schemas.at(schema)) : Optional.empty());
        }
        return types;
    }

    /** As version 2.0 has it: one schema for all types that it produces. */
    private static Map<String, Optional<BodySchema>> produced(Located response, Located operation, Schemas schemas)
            throws ContractException {
        Located schema = response.member("schema");
        if (schema.node().isMissingNode()) {
            return Map.of();
        }
        Optional<BodySchema> made =
                schema.node().path("type").asText().equals("file") ? Optional.empty() : Optional.of(schemas.at(schema));
        JsonNode own = operation.node().path("produces");
        JsonNode all = own.isArray() ? own : operation.document().root().path("produces");
        Map<String, Optional<BodySchema>> types = new LinkedHashMap<>();
        all.forEach(type -> types.put(MediaType.plain(type.asText()), made));
        return types.isEmpty() ? Map.of("*/*", made) : types;
    }

    /** How many of its segments are templates. */
    int parameters() {
        return (int)
                Arrays.stream(segments).filter(segment -> segment.contains("{")).count();
    }

    int length() {
        return segments.length;
    }

    boolean fits(String[] path) {
        for (int i = 0; i < segments.length; i++) {
            if (!fits(segments[i], path[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(String wanted, String given) {
        int open = wanted.indexOf('{');
        int close = wanted.lastIndexOf('}');
        if (open < 0 || close < open) {
            return wanted.equals(given) || given.indexOf('%') >= 0 && wanted.equals(decoded(given));
        }
        return given.length() > open + wanted.length() - close - 1
                && given.startsWith(wanted.substring(0, open))
                && given.endsWith(wanted.substring(close + 1));
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return segment;
        }
    }

    String method() {
        return method;
    }

    /**
     * What of a response is otherwise than described, and where that is: null when all is.
     *
     * @param contentType null when there is none
     * @param body decompressed
     */
    public @Nullable String broken(int status, @Nullable String contentType, byte[] body, int from, int length) {
        Answer answer = answer(status);
        if (answer == null) {
            return "status " + status + " is none that " + this + " answers: " + statuses() + " (" + place + ")";
        }
        return method.equals("HEAD") || status == 204 || status == 304
                ? null
                : answer.broken(contentType, body, from, length);
    }

    private @Nullable Answer answer(int status) {
        Answer exact = answers.get(Integer.toString(status));
        Answer range = exact == null ? answers.get(status / 100 + "XX") : exact;
        return range == null ? answers.get("DEFAULT") : range;
    }

    private String statuses() {
        return answers.isEmpty()
                ? "it describes none"
                : String.join(", ", answers.keySet()).toLowerCase(Locale.ROOT);
    }

    /** {@code GET /items/{id}}. */
    @Override
    public String toString() {
        return method + ' ' + template;
    }
}

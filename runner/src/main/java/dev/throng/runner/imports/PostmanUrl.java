package dev.throng.runner.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.step.RequestSpec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * The URL of a request in a collection.
 *
 * @param origin scheme, host and port
 * @param rest path and query, in which variables still are as Postman writes them
 */
record PostmanUrl(String origin, String rest) {
    private static final int DEEPEST = 8;

    /**
     * What the server is has to be known: variables in its name get their values.
     *
     * @param values of variables
     * @param guessed gets the names of those that have none
     * @return empty when it is no http URL
     */
    static Optional<PostmanUrl> of(String raw, Map<String, String> values, Set<String> guessed) {
        String url = begun(raw.strip(), values, guessed);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        String absolute = url.contains("://") ? url : "http://" + url;
        int scheme = absolute.indexOf("://") + 3;
        int end = scheme;
        while (end < absolute.length() && "/?#".indexOf(absolute.charAt(end)) < 0) {
            int behind = absolute.startsWith("{{", end) ? absolute.indexOf("}}", end) : -1;
            end = behind < 0 ? end + 1 : behind + 2;
        }
        String server = absolute.substring(0, scheme)
                + server(absolute.substring(scheme, end), values, guessed).replaceFirst("^.*@", "");
        String rest = absolute.substring(end);
        return Paths.origin(server).map(origin -> new PostmanUrl(origin, rest.startsWith("/") ? rest : "/" + rest));
    }

    /** With the values of variables that stand where the server's name does. */
    private static String begun(String raw, Map<String, String> values, Set<String> guessed) {
        String url = raw;
        for (int i = 0; i < DEEPEST; i++) {
            Matcher first = PostmanReader.VARIABLE.matcher(url);
            if (!first.lookingAt()) {
                return url;
            }
            String behind = url.substring(first.end());
            String value = values.getOrDefault(first.group(1), "").strip();
            if (value.isEmpty() && (behind.isEmpty() || !behind.startsWith("{{") && !behind.startsWith("."))) {
                guessed.add(first.group(1));
                value = behind.startsWith("://") ? "http" : "localhost";
            }
            url = value + behind;
        }
        return "";
    }

    private static String server(String text, Map<String, String> values, Set<String> guessed) {
        String server = text;
        for (int i = 0; i < DEEPEST && server.length() < RequestSpec.LONGEST_PATH && server.contains("{{"); i++) {
            server = PostmanReader.VARIABLE.matcher(server).replaceAll(found -> {
                String value = values.getOrDefault(found.group(1), "");
                if (value.isEmpty()) {
                    guessed.add(found.group(1));
                }
                return Matcher.quoteReplacement(value);
            });
        }
        String named = server.replaceFirst(":$", "");
        return named.isEmpty() || named.startsWith(":") || named.startsWith(".")
                ? "localhost" + named.replaceFirst("^\\.+", "")
                : named;
    }

    /** Path and query with values for the segments that are variables, {@code :id}, and with what no URL may have escaped. */
    static String escaped(String rest, Map<String, String> segments) {
        String path = rest.replaceFirst("(?s)#(?![^{}]*}}).*", "");
        int query = path.indexOf('?');
        String[] parts = (query < 0 ? path : path.substring(0, query)).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].startsWith(":")) {
                parts[i] = segments.getOrDefault(parts[i].substring(1), parts[i]);
            }
        }
        return escaped(String.join("/", parts) + (query < 0 ? "" : path.substring(query)));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int behind = text.startsWith("{{", at) ? text.indexOf("}}", at) : -1;
            if (behind > 0) {
                escaped.append(text, at, behind + 2);
                at = behind + 2;
                continue;
            }
            int point = text.codePointAt(at);
            if (point > ' ' && point < 0x7f && "\"<>\\^`{|}".indexOf(point) < 0) {
                escaped.appendCodePoint(point);
            } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                escaped.append("%EF%BF%BD");
            } else {
                for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append("%%%02X".formatted(b & 0xff));
                }
            }
            at += Character.charCount(point);
        }
        return escaped.toString();
    }

    /** The values of a request's own segments. */
    static Map<String, String> segments(JsonNode variables) {
        Map<String, String> segments = new HashMap<>();
        variables.forEach(variable -> segments.put(
                variable.path("key").asText(variable.path("id").asText()),
                variable.path("value").asText()));
        segments.values().removeIf(String::isEmpty);
        return segments;
    }
}

package dev.throng.runner.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/**
 * How requests of a collection say who sends them.
 *
 * @param ours makes our expressions of Postman's variables
 * @param notes get what could not be carried over
 */
record PostmanAuth(UnaryOperator<String> ours, List<String> notes) {
    /** Adds the header, or gives what has to go into the query; {@code ""} when nothing has to. */
    String add(JsonNode auth, HeaderFields headers) {
        String type = auth.path("type").asText();
        JsonNode given = auth.path(type);
        switch (type) {
            case "", "noauth" -> {}
            case "bearer" -> authorise(headers, "Bearer " + ours.apply(value(given, "token")));
            case "basic" -> basic(given, headers);
            case "apikey" -> {
                return key(given, headers);
            }
            case "oauth2" -> {
                String token = value(given, "accessToken");
                if (token.isEmpty()) {
                    left(type);
                } else {
                    authorise(headers, "Bearer " + ours.apply(token));
                }
            }
            default -> left(type);
        }
        return "";
    }

    private void left(String type) {
        notes.add("authorisation by " + type + " is not carried over: write the header");
    }

    private static void authorise(HeaderFields headers, String value) {
        headers.addIfAbsent("Authorization", value);
    }

    private void basic(JsonNode given, HeaderFields headers) {
        String both = value(given, "username") + ":" + value(given, "password");
        authorise(
                headers,
                "Basic "
                        + (PostmanReader.VARIABLE.matcher(both).find()
                                ? "${base64(" + sum(both) + ")}"
                                : Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8))));
    }

    /** A text with variables as one expression. */
    private String sum(String text) {
        List<String> parts = new ArrayList<>();
        Matcher variable = PostmanReader.VARIABLE.matcher(text);
        int from = 0;
        while (variable.find()) {
            if (variable.start() > from) {
                parts.add(SpecText.quoted(text.substring(from, variable.start())));
            }
            parts.add("string(" + ours.apply(variable.group()).replaceFirst("^\\$\\{(.*)}$", "$1") + ")");
            from = variable.end();
        }
        if (from < text.length()) {
            parts.add(SpecText.quoted(text.substring(from)));
        }
        return String.join(" + ", parts);
    }

    private String key(JsonNode given, HeaderFields headers) {
        String name = value(given, "key");
        String value = ours.apply(value(given, "value"));
        if (value(given, "in").equals("query")) {
            return name + "=" + value;
        }
        if (Headers.isOwn(name)) {
            headers.addIfAbsent(name, value);
        }
        return "";
    }

    /** Version 2.1 has a list of keys and values where 2.0 has fields. */
    private static String value(JsonNode given, String key) {
        if (!given.isArray()) {
            return given.path(key).asText();
        }
        for (JsonNode entry : given) {
            if (entry.path("key").asText().equals(key)) {
                return entry.path("value").asText();
            }
        }
        return "";
    }
}

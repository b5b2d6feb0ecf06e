package dev.throng.runner.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is plain in the scripts of a collection: variables that are set to a place in a response's JSON, or to a text, and the
 * status that is expected. They are read and never run.
 */
final class PostmanScripts {
    private static final String PATH =
            "((?:\\??\\.[A-Za-z_$][A-Za-z0-9_$]*|\\[[0-9]{1,6}]|\\[[\"'][^\"'\\]]{1,100}[\"']])*)";
    private static final String JSON =
            "pm\\.response\\.json\\(\\)|JSON\\.parse\\(\\s*(?:responseBody|pm\\.response\\.text\\(\\))\\s*\\)";
    private static final Pattern GIVEN = Pattern.compile(
            "(?:(?:var|let|const)\\s+)?\\b([A-Za-z_$][A-Za-z0-9_$]*)\\s*=\\s*(" + JSON + "|[A-Za-z_$][A-Za-z0-9_$]*)"
                    + PATH + "\\s*(?:;|$)",
            Pattern.MULTILINE);
    private static final Pattern SET = Pattern.compile(
            "(?:pm\\.(?:environment|globals|collectionVariables|variables)\\.set|postman\\.set(?:Environment|Global)Variable)"
                    + "\\(\\s*[\"']([^\"']{1,200})[\"']\\s*,\\s*(?:\"([^\"]*)\"|'([^']*)'|([0-9]+)|(" + JSON
                    + "|[A-Za-z_$][A-Za-z0-9_$]*)" + PATH + ")\\s*\\)");
    private static final Pattern STATUS = Pattern.compile(
            "to\\.have\\.status\\(\\s*([1-5][0-9][0-9])\\s*\\)"
                    + "|(?:responseCode\\.code|pm\\.response\\.code)\\s*={2,3}\\s*([1-5][0-9][0-9])"
                    + "|pm\\.expect\\(pm\\.response\\.code\\)\\.to\\.(?:equals?|eql|be\\.equal)\\(\\s*([1-5][0-9][0-9])\\s*\\)");

    /** Variables by what a response's JSON has for them. */
    private final Map<String, String> captures = new LinkedHashMap<>();

    /** Variables by their texts. */
    private final Map<String, String> texts = new LinkedHashMap<>();

    private final Set<Integer> statuses = new LinkedHashSet<>();

    private PostmanScripts() {}

    /** Those of a request. */
    static PostmanScripts of(JsonNode events) {
        PostmanScripts scripts = new PostmanScripts();
        for (JsonNode event : events) {
            JsonNode exec = event.path("script").path("exec");
            StringBuilder text = new StringBuilder();
            if (exec.isArray()) {
                exec.forEach(line -> text.append(line.asText()).append('\n'));
            } else {
                text.append(exec.asText());
            }
            String plain = text.toString().replaceAll("(?m)^\\s*//.*$", "");
            scripts.read(plain, event.path("listen").asText().equals("test"));
        }
        return scripts;
    }

    Map<String, String> captures() {
        return captures;
    }

    Map<String, String> texts() {
        return texts;
    }

    /** The one that is expected; empty when none is, or one of several. */
    OptionalInt status() {
        return statuses.size() == 1 ? OptionalInt.of(statuses.iterator().next()) : OptionalInt.empty();
    }

    private void read(String script, boolean afterResponse) {
        Map<String, String> places = places(script);
        Matcher set = SET.matcher(script);
        while (set.find()) {
            String name = set.group(1);
            String literal = set.group(2) != null ? set.group(2) : set.group(3) != null ? set.group(3) : set.group(4);
            String place = set.group(5) == null ? null : place(places, set.group(5), set.group(6));
            if (literal != null) {
                texts.put(name, literal);
            } else if (afterResponse && place != null && JsonPaths.isOne(place)) {
                captures.put(name, place);
            }
        }
        Matcher status = STATUS.matcher(script);
        while (afterResponse && status.find()) {
            for (int i = 1; i <= status.groupCount(); i++) {
                if (status.group(i) != null) {
                    statuses.add(Integer.parseInt(status.group(i)));
                }
            }
        }
    }

    /** The script's own names for places in the response. */
    private static Map<String, String> places(String script) {
        Map<String, String> places = new HashMap<>();
        Matcher given = GIVEN.matcher(script);
        while (given.find()) {
            String place = place(places, given.group(2), given.group(3));
            if (place == null) {
                places.remove(given.group(1));
            } else {
                places.put(given.group(1), place);
            }
        }
        return places;
    }

    private static @Nullable String place(Map<String, String> places, String root, String path) {
        String begin = root.matches(JSON) ? "$" : places.get(root);
        return begin == null ? null : begin + path.replace("?.", ".").replace('"', '\'');
    }
}

package dev.throng.runner.imports.jmx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.Draft;
import dev.throng.runner.imports.JsonPaths;
import dev.throng.runner.imports.Words;
import dev.throng.runner.imports.tree.Notes;
import dev.throng.runner.imports.tree.Xml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What responses must be. What does not go into one {@code expect} is a check of the scenario's, with a name. */
final class Assertions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_NAMED = 64;
    private static final int MOST_OF_A_REQUEST = 16;
    private static final int LONGEST = 4096;
    private static final int LONGEST_PATTERN = 1024;
    private static final int NOT = 4;
    private static final int OR = 32;
    private static final int MATCH = 1;
    private static final int EQUALS = 8;
    private static final int SUBSTRING = 16;

    private final Texts texts;
    private final Notes notes;

    /** Checks with names, by what they say. */
    private final Map<ObjectNode, String> named = new LinkedHashMap<>();

    private final Words words = new Words();

    Assertions(Texts texts, Notes notes) {
        this.texts = texts;
        this.notes = notes;
    }

    static boolean isOne(Element element) {
        return element.kind().endsWith("Assertion");
    }

    /** All checks with names. */
    ArrayNode named() {
        ArrayNode checks = JSON.arrayNode();
        named.forEach((check, name) -> {
            ObjectNode whole = JSON.objectNode().put("name", name);
            whole.setAll(check);
            checks.add(whole);
        });
        return checks;
    }

    /** What is expected of a sampler's response; nothing in it when there is nothing to say. */
    ObjectNode expected(Scope scope) {
        ObjectNode expect = JSON.objectNode();
        Set<String> names = new LinkedHashSet<>();
        for (Element assertion : scope.elements()) {
            if (isOne(assertion)) {
                for (ObjectNode check : checks(assertion)) {
                    if (isTooLong(check)) {
                        notes.add(
                                assertion.line(),
                                assertion.called() + " is left out: what it compares with is too long");
                    } else {
                        add(assertion, check, expect, names);
                    }
                }
            }
        }
        if (!names.isEmpty()) {
            ArrayNode list = expect.putArray("checks");
            names.forEach(list::add);
        }
        return expect;
    }

    private static boolean isTooLong(JsonNode check) {
        return check.properties().stream()
                        .anyMatch(field -> field.getValue().isTextual()
                                && field.getValue().textValue().length()
                                        > (field.getKey().matches("contains|lacks") ? LONGEST : LONGEST_PATTERN))
                || check.valueStream().anyMatch(Assertions::isTooLong);
    }

    /** Beside what is there, when that says nothing of the same thing. */
    private void add(Element assertion, ObjectNode check, ObjectNode expect, Set<String> names) {
        String field = check.fieldNames().next();
        if (field.equals("json") && (!expect.has("json") || expect.path("json").size() < MOST_OF_A_REQUEST)) {
            expect.withArray("json").add(check.path("json").path(0));
        } else if (!expect.has(field)
                && !(field.equals("notStatus") && expect.has("status"))
                && !(field.equals("status") && expect.has("notStatus"))) {
            expect.set(field, check.get(field));
        } else if (expect.get(field).equals(check.get(field))
                || expect.path(field).isMissingNode()) {
            return;
        } else {
            named(assertion, check, names);
        }
    }

    private void named(Element assertion, ObjectNode check, Set<String> names) {
        if (!named.containsKey(check) && named.size() == MOST_NAMED || names.size() == MOST_OF_A_REQUEST) {
            notes.add(assertion.line(), assertion.called() + " is left out: there are too many checks");
            return;
        }
        names.add(named.computeIfAbsent(
                check, added -> words.freshName(Draft.literal(assertion.name()).replace("$", ""), 100)));
    }

    private List<ObjectNode> checks(Element assertion) {
        return switch (assertion.kind()) {
            case "ResponseAssertion" -> response(assertion);
            case "JSONPathAssertion" -> json(assertion);
            case "DurationAssertion" ->
                texts.number(assertion.text("DurationAssertion.duration"))
                        .filter(millis -> millis >= 1)
                        .map(millis -> List.of(JSON.objectNode().put("maxDuration", Timers.time(millis))))
                        .orElse(List.of());
            case "SizeAssertion" -> size(assertion);
            case "XPathAssertion", "XPath2Assertion" -> xpath(assertion);
            case "MD5HexAssertion" -> {
                String md5 = assertion.text("MD5HexAssertion.size").strip().toLowerCase(Locale.ROOT);
                yield md5.matches("[0-9a-f]{32}") ? List.of(body("md5", md5)) : left(assertion);
            }
            default -> left(assertion);
        };
    }

    private List<ObjectNode> left(Element assertion) {
        notes.add(assertion.line(), assertion.called() + " is not carried over");
        return List.of();
    }

    private static ObjectNode body(String field, String value) {
        ObjectNode check = JSON.objectNode();
        check.putObject("body").put(field, value);
        return check;
    }

    private List<ObjectNode> response(Element assertion) {
        int type = texts.number(assertion.text("Assertion.test_type", "2"))
                .orElse(2.0)
                .intValue();
        List<String> patterns = new ArrayList<>();
        for (Xml entry : strings(assertion)) {
            patterns.add(entry.text());
        }
        if (patterns.isEmpty()) {
            return List.of();
        }
        if (patterns.stream().anyMatch(pattern -> texts.known(pattern).isEmpty())) {
            notes.add(
                    assertion.line(),
                    assertion.called() + " compares with what is known during the test only: write it as expect.that");
            return List.of();
        }
        List<String> known = patterns.stream()
                .map(pattern -> texts.known(pattern).orElse(""))
                .toList();
        return switch (assertion.text("Assertion.test_field", "Assertion.response_data")) {
            case "Assertion.response_data", "Assertion.response_data_as_document" -> ofBody(assertion, known, type);
            case "Assertion.response_code" -> ofStatus(assertion, known, type);
            case "Assertion.response_headers" -> ofHeaders(assertion, known, type);
            default -> left(assertion);
        };
    }

    /** Old plans have misspelt the property. */
    private static List<Xml> strings(Element assertion) {
        List<Xml> strings = assertion.entries("Asserion.test_strings");
        return strings.isEmpty() ? assertion.entries("Assertion.test_strings") : strings;
    }

    private List<ObjectNode> ofBody(Element assertion, List<String> patterns, int type) {
        boolean not = (type & NOT) != 0;
        List<ObjectNode> checks = new ArrayList<>();
        if ((type & OR) != 0 && patterns.size() > 1) {
            String any = String.join(
                    "|",
                    patterns.stream()
                            .map(pattern -> "(?:" + regex(pattern, type) + ")")
                            .toList());
            return not || !isRegex(any) ? left(assertion) : List.of(body("matches", any));
        }
        for (String pattern : patterns) {
            if (pattern.isEmpty()) {
                continue;
            }
            boolean plain = (type & SUBSTRING) != 0 || (type & (MATCH | EQUALS)) == 0 && isPlain(pattern);
            if (plain) {
                checks.add(body(not ? "lacks" : "contains", pattern));
            } else if (not || !isRegex(regex(pattern, type))) {
                left(assertion);
            } else {
                checks.add(body("matches", regex(pattern, type)));
            }
        }
        return checks;
    }

    private static boolean isPlain(String pattern) {
        return !pattern.matches("(?s).*[\\\\^$.|?*+()\\[\\]{}].*");
    }

    private static boolean isRegex(String pattern) {
        try {
            return pattern.length() <= 1024 && Pattern.compile(pattern) != null;
        } catch (PatternSyntaxException none) {
            return false;
        }
    }

    private static String regex(String pattern, int type) {
        if ((type & EQUALS) != 0) {
            return "\\A" + quoted(pattern) + "\\z";
        }
        if ((type & SUBSTRING) != 0) {
            return quoted(pattern);
        }
        return (type & MATCH) != 0 ? "\\A(?:" + pattern + ")\\z" : pattern;
    }

    /** As a regular expression that means just this text. */
    static String quoted(String text) {
        return text.replaceAll("[\\\\^$.|?*+()\\[\\]{}]", "\\\\$0");
    }

    private List<ObjectNode> ofStatus(Element assertion, List<String> patterns, int type) {
        ArrayNode statuses = JSON.arrayNode();
        for (String pattern : patterns) {
            for (String one : pattern.replaceAll("[\\^$()\\s]", "").split("\\|")) {
                String status = one.replaceAll(
                        "^([1-5])(\\.\\*|\\.\\.|\\.\\+|\\\\d\\\\d|\\\\d\\{2}|\\\\d\\+|\\[0-9]\\[0-9]|\\\\d\\*|)$",
                        "$1xx");
                if (!status.matches("[1-5]([0-9][0-9]|xx)")) {
                    return left(assertion);
                }
                if (!statuses.toString().contains(status)) {
                    statuses.add(
                            status.endsWith("x") ? JSON.textNode(status) : JSON.numberNode(Integer.parseInt(status)));
                }
            }
        }
        boolean contradicts = patterns.size() > 1 && (type & (OR | NOT)) == 0;
        if (contradicts) {
            notes.add(
                    assertion.line(),
                    assertion.called() + " asks for several statuses at once: any of them is taken for right");
        }
        return statuses.isEmpty() || statuses.size() > 32
                ? left(assertion)
                : List.of(JSON.objectNode().set((type & NOT) != 0 ? "notStatus" : "status", statuses));
    }

    /** {@code Name: value} is that header; anything else may stand in any of them, which no check here says. */
    private List<ObjectNode> ofHeaders(Element assertion, List<String> patterns, int type) {
        List<ObjectNode> checks = new ArrayList<>();
        for (String pattern : patterns) {
            String[] parts = pattern.split(":\\s*", 2);
            if (parts.length < 2 || !parts[0].matches("[A-Za-z-]{1,256}") || (type & OR) != 0 || !isRegex(parts[1])) {
                return left(assertion);
            }
            boolean plain = (type & (SUBSTRING | EQUALS)) != 0;
            ObjectNode check = JSON.objectNode();
            ObjectNode header = check.putArray("headers").addObject().put("name", parts[0]);
            if (!parts[1].isEmpty()) {
                header.put("matches", plain ? quoted(parts[1]) : parts[1]);
            }
            if ((type & NOT) != 0) {
                header.put("not", true);
            }
            checks.add(check);
        }
        return checks;
    }

    private List<ObjectNode> json(Element assertion) {
        String path = texts.known(assertion.text("JSON_PATH")).orElse("");
        String value = texts.known(assertion.text("EXPECTED_VALUE")).orElse("${");
        if (!JsonPaths.isOne(path)) {
            return left(assertion);
        }
        ObjectNode check = JSON.objectNode();
        ObjectNode json = check.putArray("json").addObject().put("path", path);
        if (assertion.is("JSONVALIDATION")) {
            if (value.contains("${")) {
                return left(assertion);
            }
            if (assertion.is("EXPECT_NULL")) {
                json.putNull("equals");
            } else if (!assertion.text("ISREGEX", "true").equals("true")) {
                // A number and its text are the same to JMeter.
                json.put("matches", "^" + quoted(value) + "$");
            } else if (isRegex(value)) {
                json.put("matches", "^(?:" + value + ")$");
            } else {
                return left(assertion);
            }
        }
        if (assertion.is("INVERT")) {
            json.put("not", true);
        }
        return List.of(check);
    }

    /** There is such an element, or what the expression computes is true. */
    private List<ObjectNode> xpath(Element assertion) {
        String path = texts.known(assertion.text("XPath.xpath", "/")).orElse("").strip();
        Optional<Selections.Result> result = Selections.xpath(path);
        boolean negated = assertion.is("XPath.negate");
        if (result.isEmpty() || result.get() == Selections.Result.OTHER) {
            return left(assertion);
        }
        ObjectNode check = JSON.objectNode();
        ObjectNode element = check.putArray("elements").addObject().put("xpath", path);
        if (result.get() == Selections.Result.TRUTH) {
            element.put("equals", negated ? "false" : "true");
        } else if (negated) {
            element.put("not", true);
        }
        return List.of(check);
    }

    private List<ObjectNode> size(Element assertion) {
        long size =
                texts.number(assertion.text("SizeAssertion.size")).orElse(-1.0).longValue();
        boolean body = assertion
                .text("Assertion.test_field", "SizeAssertion.response_network_size")
                .contains("response_data");
        if (size < 0 || !body) {
            return left(assertion);
        }
        ObjectNode check = JSON.objectNode();
        ObjectNode bytes = check.putObject("body");
        switch (assertion.text("SizeAssertion.operator", "1")) {
            case "1" -> bytes.put("atLeast", String.valueOf(size)).put("atMost", String.valueOf(size));
            case "3" -> bytes.put("atLeast", String.valueOf(size + 1));
            case "4" -> bytes.put("atMost", String.valueOf(Math.max(0, size - 1)));
            case "5" -> bytes.put("atLeast", String.valueOf(size));
            case "6" -> bytes.put("atMost", String.valueOf(size));
            default -> {
                return left(assertion);
            }
        }
        return List.of(check);
    }
}

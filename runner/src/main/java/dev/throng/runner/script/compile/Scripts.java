package dev.throng.runner.script.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.script.Condition;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import dev.throng.runner.script.Values;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.expression.Constant;
import dev.throng.runner.script.expression.Encoding;
import dev.throng.runner.script.expression.Node;
import dev.throng.runner.script.expression.NodeTemplate;
import dev.throng.runner.script.expression.PartsTemplate;
import dev.throng.runner.script.json.JsonQueries;
import dev.throng.runner.script.json.JsonQuery;
import dev.throng.runner.script.regex.Regex;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compiles everything of one plan that is written as text: templates, conditions, paths and patterns. What is wrong goes
 * to the {@link Place}; the result is then never run. For one thread; what it makes is for all.
 */
public final class Scripts {
    private static final int LONGEST_REGEX = 1024;

    private final Function<String, @Nullable String> environment;
    private final Map<String, Integer> counters = new LinkedHashMap<>();
    private final Set<String> fromEnvironment = new HashSet<>();

    /** @param environment value of an environment variable; null when it has none */
    public Scripts(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /** Whether a word has a meaning of its own in expressions, so that no variable may be called so. */
    public static boolean isReserved(String name) {
        return Linker.RESERVED.contains(name);
    }

    /** Number of counters that expressions draw from; they are numbered from 0. */
    public int counters() {
        return counters.size();
    }

    int counter(String name) {
        return counters.computeIfAbsent(name, added -> counters.size());
    }

    /** Takes note of a value that is made of secrets. */
    void secret(Object value) {
        fromEnvironment.add(Values.text(value));
    }

    @Nullable String environment(String name) {
        String value = environment.apply(name);
        if (value != null) {
            fromEnvironment.add(value);
        }
        return value;
    }

    /** Values that expressions took from the environment, and what they made of them; they are secrets as a rule. */
    public Set<String> fromEnvironment() {
        return Set.copyOf(fromEnvironment);
    }

    /** Text that is sent as it is. */
    public Template text(String source, Variables variables, Place place) {
        return encoded(source, Encoding.TEXT, variables, place);
    }

    /** A header's value: a line break in a captured value becomes a space. */
    public Template header(String source, Variables variables, Place place) {
        return encoded(source, Encoding.HEADER, variables, place);
    }

    /** A name within quotes in the head of a form's part. */
    public Template quoted(String source, Variables variables, Place place) {
        return encoded(source, Encoding.QUOTED, variables, place);
    }

    /** A header's value that is the same for the whole run: of texts and what the environment has. */
    public String fixedHeader(String source, Place place) {
        Template template = header(source, new Variables(), place);
        if (!template.constant()) {
            place.problem("has no users, so ${env.NAME} is all that it may ask for");
            return "";
        }
        Object value = template.value(NoScope.INSTANCE);
        return value == null ? "" : Values.text(value);
    }

    /**
     * What a request asks for: what can't stand in a URL is percent-encoded, in the text and in the values.
     *
     * @param base written before a text that begins with a slash; no trailing slash
     */
    public Template path(String base, String source, Variables variables, Place place) {
        List<Segment> segments = segments(source, variables, place);
        String prefix = source.startsWith("/") ? base : "";
        return new Parts().raw(prefix).segments(segments, Encoding.URL).template(source, PartsTemplate.Reader.TEXT);
    }

    /**
     * A form's fields, encoded and joined.
     *
     * @param fields a text, or a list of texts for a field that is sent several times; all else is a problem
     */
    public Template form(Map<String, JsonNode> fields, Variables variables, Place place) {
        Parts parts = new Parts();
        FormParts form = new FormParts(this, variables, parts);
        fields.forEach((name, value) -> form.add(name, value, place.field(name)));
        String source = fields.entrySet().stream()
                .map(field -> field.getKey() + "="
                        + (field.getValue().isTextual()
                                ? field.getValue().textValue()
                                : field.getValue().toString()))
                .collect(Collectors.joining(", ", "{", "}"));
        return parts.template(source, PartsTemplate.Reader.TEXT);
    }

    /** A JSON document whose texts and names may hold expressions; a text that is one expression keeps its type. */
    public Template json(JsonNode tree, Variables variables, Place place) {
        Parts parts = new Parts();
        new JsonParts(this, variables, parts).add(tree, place);
        return parts.template(tree.toString(), PartsTemplate.Reader.JSON);
    }

    /** A variable's value: text and expressions in text, or JSON. */
    public Template value(JsonNode tree, Variables variables, Place place) {
        return tree.isTextual() ? text(tree.textValue(), variables, place) : json(tree, variables, place);
    }

    /** A condition: one expression, with or without {@code ${…}} around it. */
    public Condition condition(String source, Variables variables, Place place) {
        if (!source.contains("${")) {
            return new NodeCondition(source, expression(source, new Linker(this, variables, place)));
        }
        List<Segment> segments = segments(source.strip(), variables, place);
        if (segments.size() == 1 && segments.getFirst() instanceof Segment.Expression expression) {
            return new NodeCondition(source, expression.node());
        }
        place.problem("a condition is one expression, write ${a && b} and not ${a} && ${b}");
        return new NodeCondition(source, Constant.BROKEN);
    }

    /** A JSONPath. */
    public JsonQuery query(String path, Place place) {
        return JsonQueries.of(path, place);
    }

    /** A regular expression. */
    public Regex regex(String source, Place place) {
        if (source.length() > LONGEST_REGEX) {
            place.problem("a regular expression has at most " + LONGEST_REGEX + " characters");
            return Regex.of("");
        }
        try {
            Regex regex = Regex.of(source);
            if (!regex.decidesAll()) {
                place.warning(
                        "this regular expression may take too long on some texts, and then fails as undecided; without"
                                + " look-around, references to groups and the like it always gets an answer");
            }
            return regex;
        } catch (PatternSyntaxException wrong) {
            int column = Math.max(0, wrong.getIndex()) + 1;
            place.problem("not a regular expression: " + wrong.getDescription() + " (column " + column + ")");
            return Regex.of("");
        }
    }

    List<Segment> segments(String source, Variables variables, Place place) {
        return Segment.of(source, new Linker(this, variables, place));
    }

    private Template encoded(String source, Encoding encoding, Variables variables, Place place) {
        List<Segment> segments = segments(source, variables, place);
        return segments.size() == 1 && segments.getFirst() instanceof Segment.Expression only
                ? new NodeTemplate(source, only.node(), only.node().part(encoding))
                : new Parts().segments(segments, encoding).template(source, PartsTemplate.Reader.TEXT);
    }

    private static Node expression(String source, Linker linker) {
        try {
            return new Parser(source, 0, linker).whole();
        } catch (SyntaxError error) {
            linker.problem(error.position(), error.words());
            return Constant.BROKEN;
        }
    }

    private record NodeCondition(String source, Node node) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return Values.truth(node.value(scope));
        }

        @Override
        public String toString() {
            return source;
        }
    }
}

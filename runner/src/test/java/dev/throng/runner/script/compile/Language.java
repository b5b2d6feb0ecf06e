package dev.throng.runner.script.compile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.api.Problem;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.FakeScope;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Template;
import dev.throng.runner.script.Variables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles and evaluates for one user with the variables name, count, price, item (an object), list, and unset. */
final class Language {
    final List<Problem> problems = new ArrayList<>();
    final Scripts scripts = new Scripts(Map.of("HOME", "/home/throng", "EMPTY", "")::get);
    final Variables variables = new Variables();
    final FakeScope scope = new FakeScope(1);
    final Place place = new Place("here", problems);

    Language() {
        set("name", "Ada \"L\" & Söhne");
        set("count", 12L);
        set("price", 9.5);
        set("item", json("{\"id\": 5, \"tags\": [\"a\", \"b\"], \"none\": null, \"deep\": {\"x\": 1.25}}"));
        set("list", json("[10, 20, 30]"));
        set("unset", null);
    }

    private void set(String variable, @Nullable Object value) {
        scope.variable(variables.declare(variable), value);
    }

    @Nullable Object value(String expression) {
        Template template = scripts.text("${" + expression + "}", variables, place);
        return problems.isEmpty() ? template.value(scope) : problems;
    }

    String text(String source) {
        return written(scripts.text(source, variables, place));
    }

    String written(Template template) {
        ByteSink out = new ByteSink(4);
        if (!template.appendTo(scope, out)) {
            return "(unset)";
        }
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }

    String problem(String source) {
        scripts.text(source, variables, place);
        return String.join("; ", problems.stream().map(Problem::message).toList());
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }
}

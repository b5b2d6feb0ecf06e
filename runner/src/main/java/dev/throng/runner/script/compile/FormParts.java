package dev.throng.runner.script.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.expression.Encoding;

/** Writes the fields of a form as parts of a template. */
final class FormParts {
    private final Scripts scripts;
    private final Variables variables;
    private final Parts parts;
    private String separator = "";

    FormParts(Scripts scripts, Variables variables, Parts parts) {
        this.scripts = scripts;
        this.variables = variables;
        this.parts = parts;
    }

    void add(String name, JsonNode value, Place place) {
        if (!value.isArray()) {
            one(name, value, place, true);
            return;
        }
        if (value.isEmpty()) {
            place.problem("an empty list sends nothing: leave the field out, or give it a text");
        }
        for (int i = 0; i < value.size(); i++) {
            one(name, value.get(i), place.item(i), false);
        }
    }

    private void one(String name, JsonNode value, Place place, boolean mayBeList) {
        if (!value.isTextual()) {
            place.problem("expected a text" + (mayBeList ? " or a list of texts" : "") + ", but found "
                    + (value.isContainerNode() ? value.isArray() ? "a list" : "fields" : value)
                    + (value.isContainerNode() || value.isNull() ? "" : ": write \"" + value.asText() + "\""));
            return;
        }
        parts.raw(separator)
                .segments(scripts.segments(name, variables, place), Encoding.FORM)
                .raw("=")
                .segments(scripts.segments(value.textValue(), variables, place), Encoding.FORM);
        separator = "&";
    }
}

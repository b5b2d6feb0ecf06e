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
        for (Repeated one : Repeated.of(value, place)) {
            parts.raw(separator)
                    .segments(scripts.segments(name, variables, one.place()), Encoding.FORM)
                    .raw("=")
                    .segments(scripts.segments(one.text(), variables, one.place()), Encoding.FORM);
            separator = "&";
        }
    }
}

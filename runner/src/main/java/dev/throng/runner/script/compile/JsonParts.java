package dev.throng.runner.script.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.expression.Encoding;
import java.util.List;
import java.util.Map;

/** Walks a JSON document and writes it as parts of a template. */
final class JsonParts {
    private final Scripts scripts;
    private final Variables variables;
    private final Parts parts;

    JsonParts(Scripts scripts, Variables variables, Parts parts) {
        this.scripts = scripts;
        this.variables = variables;
        this.parts = parts;
    }

    void add(JsonNode node, Place place) {
        if (node.isObject()) {
            object(node, place);
        } else if (node.isArray()) {
            array(node, place);
        } else if (node.isTextual()) {
            text(scripts.segments(node.textValue(), variables, place));
        } else {
            parts.raw(node.toString());
        }
    }

    private void object(JsonNode object, Place place) {
        String separator = "{";
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Place at = place.field(field.getKey());
            parts.raw(separator + "\"")
                    .segments(scripts.segments(field.getKey(), variables, at), Encoding.JSON_TEXT)
                    .raw("\":");
            add(field.getValue(), at);
            separator = ",";
        }
        parts.raw(object.isEmpty() ? "{}" : "}");
    }

    private void array(JsonNode array, Place place) {
        parts.raw("[");
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                parts.raw(",");
            }
            add(array.get(i), place.item(i));
        }
        parts.raw("]");
    }

    private void text(List<Segment> segments) {
        if (segments.size() == 1 && segments.getFirst() instanceof Segment.Expression only) {
            parts.node(only.node(), Encoding.JSON_VALUE);
        } else {
            parts.raw("\"").segments(segments, Encoding.JSON_TEXT).raw("\"");
        }
    }
}

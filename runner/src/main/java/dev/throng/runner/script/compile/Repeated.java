package dev.throng.runner.script.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.script.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * A text that is sent under a name, of which there may be several.
 *
 * @param text as it is written, expressions and all
 * @param place where it is written
 */
public record Repeated(String text, Place place) {
    /** Those of a field: one for a text, one for each item of a list of texts; all else is a problem. */
    public static List<Repeated> of(JsonNode value, Place place) {
        List<Repeated> all = new ArrayList<>();
        if (!value.isArray()) {
            add(value, place, "a text or a list of texts", all);
            return all;
        }
        if (value.isEmpty()) {
            place.problem("an empty list sends nothing: leave the field out, or give it a text");
        }
        for (int i = 0; i < value.size(); i++) {
            add(value.get(i), place.item(i), "a text", all);
        }
        return all;
    }

    private static void add(JsonNode value, Place place, String expected, List<Repeated> all) {
        if (value.isTextual()) {
            all.add(new Repeated(value.textValue(), place));
            return;
        }
        String found = value.isArray() ? "a list" : value.isObject() ? "fields" : value.toString();
        boolean quotable = value.isValueNode() && !value.isNull();
        place.problem("expected " + expected + ", but found " + found
                + (quotable ? ": write \"" + value.asText() + "\"" : ""));
    }
}

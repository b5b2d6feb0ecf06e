package dev.throng.runner.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the fields of a form, of which several may have one name. */
public final class FormFields {
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private String last = "";
    private boolean mixed;

    public void add(String name, String value) {
        mixed |= fields.containsKey(name) && !name.equals(last);
        fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        last = name;
    }

    /** Whether fields of one name stand apart, so that a form with lists would send them in another order. */
    public boolean isMixed() {
        return mixed;
    }

    /** Values by name, both in the order in which they came. */
    public Map<String, List<String>> byName() {
        return fields;
    }

    Draft.Body body() {
        return fields.isEmpty() ? Draft.NOTHING : new Draft.FormBody(fields);
    }
}

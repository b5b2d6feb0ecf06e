package dev.throng.runner.imports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Collects the headers of a request: their names have no case, and several may have one name. */
public final class HeaderFields {
    private record Field(String name, List<String> values) {}

    /** By names in lower case. */
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** One more, also of a name that is there. */
    public void add(String name, String value) {
        fields.computeIfAbsent(key(name), _ -> new Field(name, new ArrayList<>()))
                .values()
                .add(value);
    }

    /** In place of those of its name. */
    public void set(String name, String value) {
        remove(name);
        add(name, value);
    }

    /** Unless there is one of its name. */
    public void addIfAbsent(String name, String value) {
        if (!has(name)) {
            add(name, value);
        }
    }

    public void remove(String name) {
        fields.remove(key(name));
    }

    public boolean has(String name) {
        return fields.containsKey(key(name));
    }

    /** The first of its name. */
    public Optional<String> first(String name) {
        return Optional.ofNullable(fields.get(key(name)))
                .map(field -> field.values().getFirst());
    }

    /** Those of the other go before ours of the same names. */
    public void override(HeaderFields nearer) {
        fields.putAll(nearer.fields);
    }

    /** Values by name, both in the order in which they came. */
    public Map<String, List<String>> byName() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        fields.values().forEach(field -> all.put(field.name(), List.copyOf(field.values())));
        return Collections.unmodifiableMap(all);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

package dev.throng.api.file.bind;

import dev.throng.api.YamlPath;
import dev.throng.api.file.yaml.Findings;
import dev.throng.api.file.yaml.Form;
import dev.throng.api.file.yaml.Node;
import dev.throng.api.file.yaml.Node.Entry;
import dev.throng.api.file.yaml.Node.Mapping;
import dev.throng.api.file.yaml.Node.Scalar;
import dev.throng.api.file.yaml.Node.Sequence;
import dev.throng.api.schema.Notation;
import dev.throng.api.schema.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds lists and maps: their items, their sizes, and what must be in them only once. */
final class CollectionBinder {
    private final Binder binder;
    private final Findings findings;

    CollectionBinder(Binder binder, Findings findings) {
        this.binder = binder;
        this.findings = findings;
    }

    /** The list; items beyond the most that it may have are not looked at. */
    List<@Nullable Object> bind(Type.Items type, Sequence list, String path) {
        int size = list.items().size();
        Advice.size(size, type.min(), type.max(), "item").ifPresent(wrong -> findings.add(list.start(), path, wrong));
        List<@Nullable Object> values = new ArrayList<>();
        Map<String, Integer> uniques = new HashMap<>();
        for (int i = 0; i < Math.min(size, type.max()); i++) {
            Node item = list.items().get(i);
            String below = YamlPath.item(path, i);
            binder.place(below, item.start());
            values.add(binder.bind(type.element(), item, below));
            unique(type, item, i, uniques, below);
        }
        return Collections.unmodifiableList(values);
    }

    private void unique(Type.Items type, Node item, int index, Map<String, Integer> before, String path) {
        String field = type.uniqueBy();
        if (field != null) {
            Optional<Node> value = item instanceof Mapping mapping ? mapping.get(field) : Optional.empty();
            value.ifPresent(found -> once(found, index, before, YamlPath.field(path, field)));
        } else if (type.unique()) {
            once(item, index, before, path);
        }
    }

    private void once(Node value, int index, Map<String, Integer> before, String path) {
        if (!(value instanceof Scalar scalar) || value.isNull()) {
            return;
        }
        Integer first = before.putIfAbsent(scalar.text(), index);
        if (first != null) {
            String twice =
                    Form.quoted(scalar.text()) + " is there twice, item [" + first + "] has it too: keep one of them";
            findings.add(value.start(), path, twice);
        }
    }

    Map<String, @Nullable Object> bind(Type.Entries type, Mapping mapping, String path) {
        Map<String, Entry> given = binder.fields(mapping, path);
        Advice.size(given.size(), type.min(), type.max(), "entry")
                .ifPresent(wrong -> findings.add(mapping.start(), path, wrong));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        given.forEach((name, entry) -> {
            String below = YamlPath.field(path, name);
            binder.place(below, entry.place());
            key(type.keys(), name, entry, below);
            values.put(name, value(type, entry, below));
        });
        return Collections.unmodifiableMap(values);
    }

    private @Nullable Object value(Type.Entries type, Entry entry, String path) {
        if (entry.value().isNull() && !(type.value() instanceof Type.Json)) {
            findings.add(
                    entry.key().start(),
                    path,
                    "has no value: add " + type.value().words());
            return null;
        }
        return binder.bind(type.value(), entry.value(), path);
    }

    private void key(@Nullable Notation notation, String name, Entry entry, String path) {
        if (entry.key() instanceof Scalar key && key.form() == Form.AMBIGUOUS) {
            findings.add(key.start(), path, Advice.ambiguous(name));
        } else if (notation != null && !notation.matches(name)) {
            findings.add(entry.key().start(), path, Advice.notation(notation, name));
        }
    }
}

package dev.throng.api.file;

import dev.throng.api.YamlPath;
import dev.throng.api.file.Node.Entry;
import dev.throng.api.file.Node.Mapping;
import dev.throng.api.file.Node.Scalar;
import dev.throng.api.file.Node.Sequence;
import dev.throng.api.schema.Notation;
import dev.throng.api.schema.Rule;
import dev.throng.api.schema.Struct;
import dev.throng.api.schema.Struct.Field;
import dev.throng.api.schema.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds a node to a type: the value, or everything that is wrong with it. What it returns is of use only when nothing was
 * found wrong. Notes on its way where each path stands. For one document, confined to one thread.
 */
final class Binder {
    /** Nodes that are looked at, aliased ones each time: a bound against documents that unfold. */
    private static final int MOST_NODES = 200_000;

    private final Findings findings;
    private final Vocabulary vocabulary;
    private final boolean fromFile;
    private final ScalarBinder scalars;
    private final Map<String, Location> places = new HashMap<>();
    private int seen;

    /** @param fromFile whether an option of the command line may still give what is left out */
    Binder(Findings findings, Vocabulary vocabulary, boolean fromFile) {
        this.findings = findings;
        this.vocabulary = vocabulary;
        this.fromFile = fromFile;
        this.scalars = new ScalarBinder(findings);
    }

    Map<String, Location> places() {
        return places;
    }

    @Nullable Object bind(Type type, Node node, String path) {
        if (unfolded(node, path) || flawed(node, path)) {
            return null;
        }
        return switch (type) {
            case Struct struct ->
                node instanceof Mapping mapping ? struct(struct, mapping, path) : wrong(type, node, path);
            case Type.Items items -> node instanceof Sequence list ? items(items, list, path) : wrong(type, node, path);
            case Type.Entries map ->
                node instanceof Mapping mapping ? entries(map, mapping, path) : wrong(type, node, path);
            case Type.Json _ -> new JsonBinder(this, findings).json(node, path);
            default -> node instanceof Scalar scalar ? scalars.bind(type, scalar, path) : wrong(type, node, path);
        };
    }

    /** Counts a node; true when there have been too many. */
    boolean unfolded(Node node, String path) {
        seen++;
        if (seen == MOST_NODES) {
            findings.add(node.start(), path, "the aliases of this file unfold to more than " + MOST_NODES + " values");
        }
        return seen >= MOST_NODES;
    }

    /** Says so when its notation is refused. */
    boolean flawed(Node node, String path) {
        String flaw = node.flaw();
        if (flaw != null) {
            findings.add(node.start(), path, flaw);
        }
        return flaw != null;
    }

    private @Nullable Object wrong(Type type, Node node, String path) {
        findings.add(node.start(), path, Advice.wrongType(type, node));
        return null;
    }

    private @Nullable Record struct(Struct struct, Mapping mapping, String path) {
        Map<String, Entry> given = fields(mapping, path);
        Set<String> meant = new HashSet<>(given.keySet());
        given.forEach((name, entry) -> {
            if (struct.field(name).isEmpty()) {
                unknown(struct, name, entry, given.keySet(), path).ifPresent(meant::add);
            }
        });
        @Nullable Object[] values = struct.fields().stream()
                .map(field -> field(field, given.get(field.name()), meant, mapping, path))
                .toArray();
        struct.rules().forEach(rule -> rule(rule, mapping, meant, path));
        return findings.isEmpty() ? struct.instance(values) : null;
    }

    /** Says what an unknown field is, and returns what it most likely means; what it holds is checked as that. */
    private Optional<String> unknown(Struct struct, String name, Entry entry, Set<String> given, String path) {
        Optional<String> meant = Vocabulary.meant(name, struct, given);
        String advice =
                meant.map(known -> "did you mean '" + known + "'?").orElseGet(() -> vocabulary.elsewhere(name, struct));
        String below = YamlPath.field(path, name);
        places.put(below, entry.key().start());
        findings.add(entry.key().start(), below, "unknown field " + Form.quoted(name) + ": " + advice);
        meant.filter(known -> !given.contains(known))
                .flatMap(struct::field)
                .filter(field -> field.type() instanceof Struct == entry.value() instanceof Mapping)
                .ifPresent(field -> bind(field.type(), entry.value(), below));
        return meant;
    }

    private @Nullable Object field(Field field, @Nullable Entry entry, Set<String> meant, Mapping in, String path) {
        if (entry == null) {
            boolean optional = !field.required() || fromFile && field.option() != null || meant.contains(field.name());
            if (!optional) {
                findings.add(
                        in.start(),
                        path,
                        "'" + field.name() + "' is missing: add " + field.type().words());
            }
            return null;
        }
        String below = YamlPath.field(path, field.name());
        places.put(below, entry.place());
        if (entry.value().isNull() && !(field.type() instanceof Type.Json)) {
            findings.add(entry.key().start(), below, Advice.noValue(field));
            return null;
        }
        return bind(field.type(), entry.value(), below);
    }

    /** A field that is misspelt or has no value was said so already, and counts as it pleases the rule. */
    private void rule(Rule rule, Mapping mapping, Set<String> meant, String path) {
        boolean broken =
                rule.broken(name -> meant.contains(name) || mapping.has(name)).isPresent();
        if (broken && (rule.inFile() || !fromFile)) {
            rule.broken(mapping::has).ifPresent(how -> {
                Location at = how.field().flatMap(name -> key(mapping, name)).orElse(mapping.start());
                findings.add(
                        at, how.field().map(name -> YamlPath.field(path, name)).orElse(path), how.message());
            });
        }
    }

    private static Optional<Location> key(Mapping mapping, String name) {
        return mapping.entries().stream()
                .map(Entry::key)
                .filter(key -> key instanceof Scalar scalar && scalar.text().equals(name))
                .map(Node::start)
                .findFirst();
    }

    /** The entries by name; says which are given twice and which have no name. */
    Map<String, Entry> fields(Mapping mapping, String path) {
        Map<String, Entry> fields = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            if (!(entry.key() instanceof Scalar key)) {
                findings.add(
                        entry.key().start(),
                        path,
                        "a name is a text, but found " + entry.key().words() + ": put '${…}' and the like in quotes");
                continue;
            }
            Entry first = fields.putIfAbsent(key.text(), entry);
            if (first != null) {
                findings.add(
                        key.start(),
                        YamlPath.field(path, key.text()),
                        "'" + key.text() + "' is given twice: the first is on line "
                                + first.key().start().line());
            }
        }
        return fields;
    }

    private @Nullable List<@Nullable Object> items(Type.Items type, Sequence list, String path) {
        scalars.size(list.items().size(), type.min(), type.max(), "item", list, path);
        List<@Nullable Object> values = new ArrayList<>();
        Map<String, Integer> uniques = new HashMap<>();
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            String below = YamlPath.item(path, i);
            places.put(below, item.start());
            values.add(bind(type.element(), item, below));
            unique(type, item, i, uniques, below);
        }
        return Collections.unmodifiableList(values);
    }

    private void unique(Type.Items type, Node item, int index, Map<String, Integer> seenBefore, String path) {
        String key = type.uniqueBy();
        Node value = key == null
                ? item
                : item instanceof Mapping mapping ? mapping.get(key).orElse(item) : item;
        if ((key == null && !type.unique()) || !(value instanceof Scalar scalar) || value.isNull()) {
            return;
        }
        Integer first = seenBefore.putIfAbsent(scalar.text(), index);
        if (first != null) {
            String field = key == null ? path : YamlPath.field(path, key);
            findings.add(
                    value.start(),
                    field,
                    Form.quoted(scalar.text()) + " is there twice, item " + first + " has it too: give each once");
        }
    }

    private @Nullable Map<String, @Nullable Object> entries(Type.Entries type, Mapping mapping, String path) {
        Map<String, Entry> given = fields(mapping, path);
        scalars.size(given.size(), type.min(), type.max(), "entry", mapping, path);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        given.forEach((name, entry) -> {
            String below = YamlPath.field(path, name);
            places.put(below, entry.place());
            key(type.keys(), name, entry, below);
            values.put(name, entry(type, entry, below));
        });
        return Collections.unmodifiableMap(values);
    }

    private @Nullable Object entry(Type.Entries type, Entry entry, String path) {
        if (entry.value().isNull() && !(type.value() instanceof Type.Json)) {
            findings.add(
                    entry.key().start(),
                    path,
                    "has no value: add " + type.value().words());
            return null;
        }
        return bind(type.value(), entry.value(), path);
    }

    private void key(@Nullable Notation notation, String name, Entry entry, String path) {
        if (entry.key() instanceof Scalar key && key.form() == Form.AMBIGUOUS) {
            findings.add(key.start(), path, Advice.ambiguous(name));
        } else if (notation != null && !notation.matches(name)) {
            findings.add(entry.key().start(), path, Advice.notation(notation, name));
        }
    }
}

package dev.throng.api.file.bind;

import dev.throng.api.YamlPath;
import dev.throng.api.file.yaml.Findings;
import dev.throng.api.file.yaml.Form;
import dev.throng.api.file.yaml.Location;
import dev.throng.api.file.yaml.Node;
import dev.throng.api.file.yaml.Node.Entry;
import dev.throng.api.file.yaml.Node.Mapping;
import dev.throng.api.file.yaml.Node.Scalar;
import dev.throng.api.schema.Rule;
import dev.throng.api.schema.Rule.Broken;
import dev.throng.api.schema.Struct;
import dev.throng.api.schema.Struct.Field;
import dev.throng.api.schema.Type;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds mappings to records: known fields, missing fields, and the rules between them. */
final class StructBinder {
    private final Binder binder;
    private final Findings findings;
    private final Vocabulary vocabulary;
    private final boolean fromFile;

    StructBinder(Binder binder, Findings findings, Vocabulary vocabulary, boolean fromFile) {
        this.binder = binder;
        this.findings = findings;
        this.vocabulary = vocabulary;
        this.fromFile = fromFile;
    }

    /** The record; null as soon as anything was found wrong. */
    @Nullable Record bind(Struct struct, Mapping mapping, String path) {
        Map<String, Entry> given = binder.fields(mapping, path);
        Set<String> meant = new HashSet<>(given.keySet());
        given.forEach((name, entry) -> {
            if (struct.field(name).isEmpty()) {
                unknown(struct, name, entry, given.keySet(), path).ifPresent(meant::add);
            }
        });
        @Nullable Object[] values = struct.fields().stream()
                .map(field -> field(field, given.get(field.name()), meant, mapping, path))
                .toArray();
        rules(struct, mapping, meant, path);
        return findings.isEmpty() ? struct.instance(values) : null;
    }

    /** Says what an unknown field is, and returns what it most likely means; what it holds is checked as that. */
    private Optional<String> unknown(Struct struct, String name, Entry entry, Set<String> given, String path) {
        if (findings.isFull()) {
            findings.add(entry.key().start(), path, "unknown field");
            return Optional.empty();
        }
        Optional<String> meant = Vocabulary.meant(name, struct, given);
        String advice =
                meant.map(known -> "did you mean '" + known + "'?").orElseGet(() -> vocabulary.elsewhere(name, struct));
        String below = YamlPath.field(path, name);
        binder.place(below, entry.key().start());
        findings.add(entry.key().start(), below, "unknown field " + Form.quoted(name) + ": " + advice);
        meant.filter(known -> !given.contains(known))
                .flatMap(struct::field)
                .filter(field -> field.type() instanceof Struct == entry.value() instanceof Mapping)
                .ifPresent(field -> binder.bind(field.type(), entry.value(), below));
        return meant;
    }

    private @Nullable Object field(Field field, @Nullable Entry entry, Set<String> meant, Mapping in, String path) {
        if (entry == null) {
            missing(field, meant, in, path);
            return null;
        }
        String below = YamlPath.field(path, field.name());
        binder.place(below, entry.place());
        Optional<String> problem = noValue(field, entry).or(() -> misplaced(field, entry));
        problem.ifPresent(message -> findings.add(entry.key().start(), below, message));
        return problem.isPresent() ? null : binder.bind(field.type(), entry.value(), below);
    }

    private void missing(Field field, Set<String> meant, Mapping in, String path) {
        boolean needed = field.required() && !(fromFile && field.option() != null);
        if (needed && !meant.contains(field.name())) {
            findings.add(in.start(), path, Advice.missing(field));
        }
    }

    private static Optional<String> noValue(Field field, Entry entry) {
        boolean empty = entry.value().isNull() && !(field.type() instanceof Type.Json);
        return Optional.of(Advice.noValue(field)).filter(_ -> empty);
    }

    /** A list or mapping in a single value's place that another field of the same name takes: wrongly indented, perhaps. */
    private Optional<String> misplaced(Field field, Entry entry) {
        return field.type().single()
                ? vocabulary
                        .elsewhere(field.name(), entry.value())
                        .map(place -> Advice.wrongType(field.type(), entry.value()) + ": " + place)
                : Optional.empty();
    }

    /** Up to the first rule about the record as a whole: where that is broken, the others say nothing new. */
    private void rules(Struct struct, Mapping mapping, Set<String> meant, String path) {
        for (Rule rule : struct.rules()) {
            Optional<Broken> broken = broken(rule, struct, mapping, meant);
            broken.ifPresent(how -> say(how, mapping, path));
            if (broken.filter(how -> how.field().isEmpty()).isPresent()) {
                return;
            }
        }
    }

    /** A field that is misspelt or has no value was said so already, and counts as it pleases the rule. */
    private Optional<Broken> broken(Rule rule, Struct struct, Mapping mapping, Set<String> meant) {
        boolean applies = rule.inFile() || !fromFile;
        return rule.broken(name -> meant.contains(name) || given(struct, mapping, name))
                .filter(_ -> applies)
                .flatMap(_ -> rule.broken(name -> given(struct, mapping, name)));
    }

    /** Whether there is a value; in free-form JSON null is one. */
    private static boolean given(Struct struct, Mapping mapping, String name) {
        boolean json = struct.field(name)
                .filter(field -> field.type() instanceof Type.Json)
                .isPresent();
        return json ? mapping.get(name).isPresent() : mapping.has(name);
    }

    private void say(Broken broken, Mapping mapping, String path) {
        Location at = broken.field().flatMap(name -> key(mapping, name)).orElse(mapping.start());
        String below = broken.field().map(name -> YamlPath.field(path, name)).orElse(path);
        findings.add(at, below, broken.message());
    }

    private static Optional<Location> key(Mapping mapping, String name) {
        return mapping.entries().stream()
                .map(Entry::key)
                .filter(key -> key instanceof Scalar scalar && scalar.text().equals(name))
                .map(Node::start)
                .findFirst();
    }
}

package dev.throng.api.file.yaml;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A YAML value with its place. Aliases are the node they stand for, and no node is inside itself. */
public sealed interface Node {
    /** Where it begins. */
    Location start();

    /** What about its notation is refused, and how to write it instead; null when nothing is. */
    @Nullable String flaw();

    /** @param plain without quotes and not a block of text: only such a scalar can be something else than text */
    record Scalar(Location start, @Nullable String flaw, String text, boolean plain) implements Node {
        public Form form() {
            return plain ? Form.of(text) : Form.TEXT;
        }
    }

    /** @param flow written in brackets */
    record Sequence(Location start, @Nullable String flaw, boolean flow, List<Node> items) implements Node {}

    /** @param flow written in braces */
    record Mapping(Location start, @Nullable String flaw, boolean flow, List<Entry> entries) implements Node {
        /** The value of the first entry with this key. */
        public Optional<Node> get(String name) {
            return entries.stream()
                    .filter(entry ->
                            entry.key() instanceof Scalar key && key.text().equals(name))
                    .map(Entry::value)
                    .findFirst();
        }

        /** Whether a key is there with a value; {@code a.b} asks for b inside a. */
        public boolean has(String path) {
            String[] parts = path.split("\\.", 2);
            Optional<Node> value = get(parts[0]).filter(node -> !node.isNull());
            return parts.length == 1
                    ? value.isPresent()
                    : value.filter(node -> node instanceof Mapping inner && inner.has(parts[1]))
                            .isPresent();
        }
    }

    record Entry(Node key, Node value) {
        /** Where people look for it: the value, but the key of a value that is a block below it, or nothing. */
        public Location place() {
            return switch (value) {
                case Scalar scalar -> scalar.isNull() ? key.start() : scalar.start();
                case Sequence sequence -> sequence.flow() ? sequence.start() : key.start();
                case Mapping mapping -> mapping.flow() ? mapping.start() : key.start();
            };
        }
    }

    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.form() == Form.NULL;
    }

    /** What it is, in a few words: {@code the text 'abc'}. */
    default String words() {
        return switch (this) {
            case Mapping _ -> "a mapping";
            case Sequence _ -> "a list";
            case Scalar scalar -> scalar.form().words(scalar.text());
        };
    }
}

package dev.throng.api.file.bind;

import dev.throng.api.YamlPath;
import dev.throng.api.file.yaml.Findings;
import dev.throng.api.file.yaml.Form;
import dev.throng.api.file.yaml.Location;
import dev.throng.api.file.yaml.Node;
import dev.throng.api.file.yaml.Node.Entry;
import dev.throng.api.file.yaml.Node.Mapping;
import dev.throng.api.file.yaml.Node.Scalar;
import dev.throng.api.file.yaml.Node.Sequence;
import dev.throng.api.schema.Struct;
import dev.throng.api.schema.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds a node to a type: the value, or everything that is wrong with it. What it returns is of use only when nothing was
 * found wrong. Notes on its way where each path stands. For one document, confined to one thread.
 */
public final class Binder {
    /** Nodes that are looked at, aliased ones each time: a bound against documents that unfold. */
    private static final int MOST_NODES = 100_000;

    private final Findings findings;
    private final StructBinder structs;
    private final CollectionBinder collections;
    private final JsonBinder json;
    private final ScalarBinder scalars;
    private final Map<String, Location> places = new HashMap<>();
    private int seen;

    /** @param fromFile whether an option of the command line may still give what is left out */
    public Binder(Findings findings, Vocabulary vocabulary, boolean fromFile) {
        this.findings = findings;
        this.structs = new StructBinder(this, findings, vocabulary, fromFile);
        this.collections = new CollectionBinder(this, findings);
        this.json = new JsonBinder(this, findings);
        this.scalars = new ScalarBinder(findings);
    }

    /** Where the paths stand that were seen so far. */
    public Map<String, Location> places() {
        return places;
    }

    void place(String path, Location at) {
        places.put(path, at);
    }

    public @Nullable Object bind(Type type, Node node, String path) {
        if (unfolded(node, path) || flawed(node, path)) {
            return null;
        }
        return switch (type) {
            case Struct struct when node instanceof Mapping mapping -> structs.bind(struct, mapping, path);
            case Type.Items items when node instanceof Sequence list -> collections.bind(items, list, path);
            case Type.Entries map when node instanceof Mapping mapping -> collections.bind(map, mapping, path);
            case Type.Json _ -> json.bind(node, path);
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

    /** The entries by name; says which are given twice and which have no name. */
    Map<String, Entry> fields(Mapping mapping, String path) {
        Map<String, Entry> fields = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            if (!(entry.key() instanceof Scalar key)) {
                findings.add(
                        entry.key().start(),
                        path,
                        "a name is a text, but found " + entry.key().words());
                continue;
            }
            Entry first = fields.putIfAbsent(key.text(), entry);
            if (first != null) {
                int line = first.key().start().line();
                String twice =
                        Form.quoted(key.text()) + " is given twice, first on line " + line + ": keep one of them";
                findings.add(key.start(), YamlPath.field(path, key.text()), twice);
            }
        }
        return fields;
    }
}

package dev.throng.runner.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Makes a tree of a text of YAML. */
final class YamlTree {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST = 256 << 20;
    private static final int DEEPEST = 512;
    private static final long MOST = 20_000_000;

    private final String name;
    private final Map<JsonNode, Integer> lines;

    /** What aliases may stand for. */
    private final Map<Node, Made> made = new IdentityHashMap<>();

    /** How many there are so far, counting what aliases stand for. */
    private long values;

    /** How deep it went since somebody began to look. */
    private int reached;

    /**
     * A collection that is done.
     *
     * @param values in it
     * @param height how many levels it has
     */
    private record Made(JsonNode node, long values, int height) {}

    private YamlTree(String name, Map<JsonNode, Integer> lines) {
        this.name = name;
        this.lines = lines;
    }

    /**
     * @param lines filled on the way
     * @throws ContractException it is no YAML
     */
    static JsonNode of(String text, String name, Map<JsonNode, Integer> lines) throws ContractException {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setCodePointLimit(LONGEST)
                .setSchema(new CoreSchema())
                .setMaxAliasesForCollections(1000)
                .build();
        try {
            Node root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new ContractException(name + " is empty"));
            return new YamlTree(name, lines).tree(root, line(root), 0);
        } catch (MarkedYamlEngineException wrong) {
            String line = wrong.getProblemMark()
                    .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse("");
            throw new ContractException(name + line + " is no YAML: " + wrong.getProblem());
        } catch (StackOverflowError tooDeep) {
            // The library goes down into what it reads, and has no limit of its own.
            throw new ContractException(name + " is no YAML: it is nested too deeply");
        } catch (YamlEngineException wrong) {
            throw new ContractException(name + " is no YAML: " + wrong.getMessage());
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private JsonNode tree(Node node, int line, int depth) throws ContractException {
        Made known = made.get(node);
        count(known == null ? 1 : known.values(), depth + (known == null ? 0 : known.height()), line);
        return known == null ? fresh(node, line, depth) : known.node();
    }

    private void count(long more, int depth, int line) throws ContractException {
        values += more;
        reached = Math.max(reached, depth);
        if (depth > DEEPEST) {
            throw new ContractException(name + ":" + line + " is nested deeper than " + DEEPEST + " levels");
        }
        if (values > MOST) {
            throw new ContractException(
                    name + " has more than " + MOST + " values, counting what its aliases stand for");
        }
    }

    private JsonNode fresh(Node node, int line, int depth) throws ContractException {
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case MappingNode _, SequenceNode _ -> collection(node, line, depth);
            default -> throw new ContractException(name + ":" + line + " can't be read");
        };
    }

    private JsonNode collection(Node node, int line, int depth) throws ContractException {
        long before = values;
        int deepest = reached;
        reached = depth;
        JsonNode done = node instanceof MappingNode mapping
                ? mapping(mapping, line, depth)
                : sequence((SequenceNode) node, line, depth);
        made.put(node, new Made(done, values - before + 1, reached - depth));
        reached = Math.max(reached, deepest);
        return done;
    }

    private ObjectNode mapping(MappingNode mapping, int line, int depth) throws ContractException {
        ObjectNode object = JSON.objectNode();
        lines.put(object, line);
        for (NodeTuple entry : mapping.getValue()) {
            int at = line(entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new ContractException(name + ":" + at + " has a key that is no text");
            }
            JsonNode value = tree(entry.getValueNode(), at, depth + 1);
            if (key.getValue().equals("<<") && value.isObject()) {
                value.properties().forEach(merged -> object.putIfAbsent(merged.getKey(), merged.getValue()));
            } else {
                object.set(key.getValue(), value);
            }
        }
        return object;
    }

    private ArrayNode sequence(SequenceNode sequence, int line, int depth) throws ContractException {
        ArrayNode array = JSON.arrayNode();
        lines.put(array, line);
        for (Node item : sequence.getValue()) {
            array.add(tree(item, line(item), depth + 1));
        }
        return array;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        try {
            if (tag.equals(Tag.NULL)) {
                return JSON.nullNode();
            }
            if (tag.equals(Tag.BOOL)) {
                return JSON.booleanNode(text.equalsIgnoreCase("true"));
            }
            if (tag.equals(Tag.INT)) {
                return JSON.numberNode(whole(text));
            }
            return tag.equals(Tag.FLOAT) ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
        } catch (NumberFormatException infinite) {
            return JSON.textNode(text);
        }
    }

    private static BigInteger whole(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    }
}

package dev.throng.runner.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
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

    private final String name;
    private final Map<JsonNode, Integer> lines;

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
        } catch (YamlEngineException wrong) {
            throw new ContractException(name + " is no YAML: " + wrong.getMessage());
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private JsonNode tree(Node node, int line, int depth) throws ContractException {
        if (depth > DEEPEST) {
            throw new ContractException(name + ":" + line + " is nested deeper than " + DEEPEST + " levels");
        }
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, line, depth);
            case SequenceNode sequence -> sequence(sequence, line, depth);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new ContractException(name + ":" + line + " can't be read");
        };
    }

    private ObjectNode mapping(MappingNode mapping, int line, int depth) throws ContractException {
        ObjectNode made = JSON.objectNode();
        lines.put(made, line);
        for (NodeTuple entry : mapping.getValue()) {
            int at = line(entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new ContractException(name + ":" + at + " has a key that is no text");
            }
            JsonNode value = tree(entry.getValueNode(), at, depth + 1);
            if (key.getValue().equals("<<") && value.isObject()) {
                value.properties().forEach(merged -> made.putIfAbsent(merged.getKey(), merged.getValue()));
            } else {
                made.set(key.getValue(), value);
            }
        }
        return made;
    }

    private ArrayNode sequence(SequenceNode sequence, int line, int depth) throws ContractException {
        ArrayNode made = JSON.arrayNode();
        lines.put(made, line);
        for (Node item : sequence.getValue()) {
            made.add(tree(item, line(item), depth + 1));
        }
        return made;
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

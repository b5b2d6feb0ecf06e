package dev.throng.api.file.bind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.YamlPath;
import dev.throng.api.file.yaml.Findings;
import dev.throng.api.file.yaml.Form;
import dev.throng.api.file.yaml.Node;
import dev.throng.api.file.yaml.Node.Mapping;
import dev.throng.api.file.yaml.Node.Scalar;
import dev.throng.api.file.yaml.Node.Sequence;
import java.math.BigInteger;

/** Turns nodes into free-form JSON: as kubectl does, or not at all where it would read something else. */
final class JsonBinder {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Binder binder;
    private final Findings findings;

    JsonBinder(Binder binder, Findings findings) {
        this.binder = binder;
        this.findings = findings;
    }

    /** The value; null as JSON's null. */
    JsonNode bind(Node node, String path) {
        return binder.flawed(node, path) ? JSON.nullNode() : json(node, path);
    }

    private JsonNode json(Node node, String path) {
        return switch (node) {
            case Scalar scalar -> scalar(scalar, path);
            case Sequence list -> array(list, path);
            case Mapping mapping -> object(mapping, path);
        };
    }

    private JsonNode inner(Node node, String path) {
        return binder.unfolded(node, path) ? JSON.nullNode() : bind(node, path);
    }

    private ArrayNode array(Sequence list, String path) {
        ArrayNode array = JSON.arrayNode();
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            String below = YamlPath.item(path, i);
            binder.place(below, item.start());
            array.add(inner(item, below));
        }
        return array;
    }

    private ObjectNode object(Mapping mapping, String path) {
        ObjectNode object = JSON.objectNode();
        binder.fields(mapping, path).forEach((name, entry) -> {
            String below = YamlPath.field(path, name);
            binder.place(below, entry.place());
            if (entry.key() instanceof Scalar key && key.form() == Form.AMBIGUOUS) {
                findings.add(key.start(), below, Advice.ambiguous(name));
            }
            object.set(name, inner(entry.value(), below));
        });
        return object;
    }

    private JsonNode scalar(Scalar scalar, String path) {
        String text = scalar.text();
        return switch (scalar.form()) {
            case NULL -> JSON.nullNode();
            case FLAG -> JSON.booleanNode(text.equalsIgnoreCase("true"));
            case WHOLE -> whole(Form.whole(text));
            case DECIMAL -> decimal(scalar, path);
            case TEXT -> JSON.textNode(text);
            case NOT_FINITE -> refuse(scalar, path, "JSON has no " + text + ": write it in quotes, or another number");
            case AMBIGUOUS -> refuse(scalar, path, Advice.ambiguous(text));
        };
    }

    private JsonNode decimal(Scalar scalar, String path) {
        double value = Form.decimal(scalar.text());
        return Double.isInfinite(value)
                ? refuse(scalar, path, "the number " + scalar.text() + " is too large")
                : JSON.numberNode(value);
    }

    /** In the smallest node that holds it, as Jackson reads it. */
    private static JsonNode whole(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return JSON.numberNode(value.intValueExact());
        }
        return value.bitLength() < Long.SIZE ? JSON.numberNode(value.longValueExact()) : JSON.numberNode(value);
    }

    private JsonNode refuse(Scalar scalar, String path, String message) {
        findings.add(scalar.start(), path, message);
        return JSON.nullNode();
    }
}

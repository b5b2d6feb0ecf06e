package dev.throng.runner.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** Makes a tree of a text of JSON. */
final class JsonTree {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final Map<JsonNode, Integer> lines;

    private JsonTree(JsonParser parser, Map<JsonNode, Integer> lines) {
        this.parser = parser;
        this.lines = lines;
    }

    /**
     * @param lines filled on the way
     * @throws ContractException it is no JSON
     */
    static JsonNode of(String text, String name, Map<JsonNode, Integer> lines) throws ContractException {
        try (JsonParser parser = MAPPER.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new ContractException(name + " is empty");
            }
            JsonNode root = new JsonTree(parser, lines).tree(first);
            if (parser.nextToken() != null) {
                throw new ContractException(name + " has something behind its end");
            }
            return root;
        } catch (JsonProcessingException wrong) {
            int line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
            throw new ContractException(name + ":" + line + " is no JSON: " + wrong.getOriginalMessage());
        } catch (IOException never) {
            throw new IllegalStateException("a text can be read", never);
        }
    }

    private JsonNode tree(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> list();
            default -> MAPPER.readTree(parser);
        };
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private ObjectNode object() throws IOException {
        ObjectNode made = JSON.objectNode();
        lines.put(made, line());
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            made.set(name, tree(parser.nextToken()));
        }
        return made;
    }

    private ArrayNode list() throws IOException {
        ArrayNode made = JSON.arrayNode();
        lines.put(made, line());
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            made.add(tree(token));
        }
        return made;
    }
}

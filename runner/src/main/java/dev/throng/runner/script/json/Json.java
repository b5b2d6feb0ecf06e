package dev.throng.runner.script.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.throng.runner.script.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON documents as trees. */
public final class Json {
    /** To read more digits takes time that grows with their square. */
    private static final int LONGEST_NUMBER = 10_000;

    private static final int LONGEST_REASON = 120;

    private static final JsonMapper ROUGH = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    private Json() {}

    /** The document; null when the bytes are none. */
    static @Nullable JsonNode tree(byte[] json, int from, int length) {
        try {
            JsonNode tree = MAPPER.readTree(json, from, length);
            return tree.isMissingNode() ? null : tree;
        } catch (NumberFormatException absurdExponent) {
            return rough(json, from, length);
        } catch (JsonProcessingException noJson) {
            return null;
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed to be read", impossible);
        }
    }

    /** With numbers as doubles: one with an exponent beyond all reason has no value, and the others have theirs. */
    private static @Nullable JsonNode rough(byte[] json, int from, int length) {
        try {
            return ROUGH.readTree(json, from, length);
        } catch (JsonProcessingException noJson) {
            return null;
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed to be read", impossible);
        }
    }

    /** Where and why the bytes stop being a JSON document, for people. */
    static String flaw(byte[] json, int from, int length) {
        try {
            JsonNode tree = MAPPER.readTree(json, from, length);
            return tree.isMissingNode() ? "the body is empty" : "the body is not JSON";
        } catch (NumberFormatException absurdExponent) {
            return "the body has a number that is too large";
        } catch (JsonProcessingException flaw) {
            JsonLocation at = flaw.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            return "the body is not JSON" + where + ": " + brief(flaw.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed to be read", impossible);
        }
    }

    private static String brief(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }

    /** The document in maps and lists; null when the bytes are none, or null itself. */
    static @Nullable Object plain(byte[] json, int from, int length) {
        JsonNode tree = tree(json, from, length);
        return tree == null ? null : MAPPER.convertValue(tree, Object.class);
    }

    /** A part of such a document as an expression's value. */
    static @Nullable Object valueOfPlain(@Nullable Object plain) {
        return Values.of(MAPPER.valueToTree(plain));
    }

    /** The document as an expression's value; null when the bytes are none. */
    public static @Nullable Object value(byte[] json, int from, int length) {
        return Values.of(tree(json, from, length));
    }

    /** A list of expressions' values. */
    public static JsonNode array(List<?> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
        values.forEach(value -> array.add(MAPPER.<JsonNode>valueToTree(value)));
        return array;
    }
}

package dev.throng.runner.script.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.runner.script.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON documents as trees. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** The document; null when the bytes are none. */
    static @Nullable JsonNode tree(byte[] json, int from, int length) {
        try {
            JsonNode tree = MAPPER.readTree(json, from, length);
            return tree.isMissingNode() ? null : tree;
        } catch (JsonProcessingException noJson) {
            return null;
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed to be read", impossible);
        }
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
}

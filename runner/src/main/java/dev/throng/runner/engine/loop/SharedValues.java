package dev.throng.runner.engine.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.throng.runner.script.Values;
import org.jspecify.annotations.Nullable;

/** Values of variables that go from one engine to all users of others, as a JSON array. Safe for all threads. */
public final class SharedValues {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(new JsonNodeFactory(true))
            .build();

    private static final @Nullable Object[] NOTHING = {};

    private volatile @Nullable Object[] values = NOTHING;
    private volatile String gave = "";

    /** Every user that begins from now on has these values as its first variables. */
    public void take(String json) {
        if (json.isEmpty()) {
            return;
        }
        try {
            JsonNode list = JSON.readTree(json);
            @Nullable Object[] read = new Object[list.size()];
            for (int i = 0; i < read.length; i++) {
                read[i] = list.get(i).isNull() ? null : Values.of(list.get(i));
            }
            values = read;
        } catch (JsonProcessingException damaged) {
            throw new IllegalArgumentException("these are no values: " + damaged.getOriginalMessage(), damaged);
        }
    }

    public @Nullable Object[] values() {
        return values;
    }

    public void give(@Nullable Object[] some) {
        ArrayNode list = JSON.createArrayNode();
        for (Object value : some) {
            list.add(JSON.<JsonNode>valueToTree(value));
        }
        gave = list.toString();
    }

    /** What was given last; empty when nothing was. */
    public String gave() {
        return gave;
    }
}

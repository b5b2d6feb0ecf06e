package dev.throng.api.schema;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads records that have a component marked {@link JsonUnwrapped}. Jackson can do so itself, but not where the Kubernetes
 * client has put its own properties in the place of Jackson's.
 */
public final class UnwrappedDeserializer extends StdDeserializer<Record> implements ContextualDeserializer {
    private static final long serialVersionUID = 1;

    private final JavaType type;

    /** For Jackson. */
    public UnwrappedDeserializer() {
        super(Record.class);
        this.type = getValueType();
    }

    private UnwrappedDeserializer(JavaType type) {
        super(type);
        this.type = type;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        return new UnwrappedDeserializer(context.getContextualType());
    }

    @Override
    public Record deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode tree = context.readTree(parser);
        Struct struct = Struct.of(type.getRawClass().asSubclass(Record.class));
        List<@Nullable Object> values = new ArrayList<>();
        int next = 0;
        for (RecordComponent component : struct.record().getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                Struct inline = Struct.of(component.getType().asSubclass(Record.class));
                values.addAll(inline.values(context.readTreeAsValue(tree, inline.record())));
                next += inline.fields().size();
            } else {
                JsonNode value = tree.get(struct.fields().get(next++).name());
                JavaType wanted = context.getTypeFactory().constructType(component.getGenericType());
                values.add(value == null ? null : context.<@Nullable Object>readTreeAsValue(value, wanted));
            }
        }
        return struct.instance(values.toArray());
    }
}

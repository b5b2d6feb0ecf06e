package dev.throng.runner.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.throng.api.client.RpcStatus;
import dev.throng.runner.stats.StatusCount;
import java.io.IOException;

/** Answers by status: those of HTTP by their number, those of gRPC by their name. */
final class StatusJson {
    private StatusJson() {}

    static SimpleModule module() {
        return new SimpleModule("statuses")
                .addSerializer(StatusCount.class, new Writing())
                .addDeserializer(StatusCount.class, new Reading());
    }

    private static final class Writing extends StdSerializer<StatusCount> {
        private Writing() {
            super(StatusCount.class);
        }

        @Override
        public void serialize(StatusCount count, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            if (RpcStatus.ofNumber(count.status()).isPresent()) {
                out.writeStringField("status", count.text());
            } else {
                out.writeNumberField("status", count.status());
            }
            out.writeNumberField("requests", count.requests());
            out.writeNumberField("failures", count.failures());
            out.writeEndObject();
        }
    }

    private static final class Reading extends StdDeserializer<StatusCount> {
        private Reading() {
            super(StatusCount.class);
        }

        @Override
        public StatusCount deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode tree = context.readTree(in);
            return new StatusCount(
                    number(tree.path("status")),
                    tree.path("requests").asLong(),
                    tree.path("failures").asLong());
        }

        private static int number(JsonNode status) {
            for (RpcStatus known : RpcStatus.values()) {
                if (known.name().equals(status.textValue())) {
                    return known.number();
                }
            }
            return status.asInt(StatusCount.OTHER);
        }
    }
}

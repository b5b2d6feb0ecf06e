package dev.throng.runner.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.DoubleStream;

/**
 * The result as JSON: the record's components by name and in order, no value as {@code null} where a number would be NaN,
 * histograms in base64. What is read and written again is the same bytes.
 */
public final class ResultJson {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(numbers())
            .addModule(StatusJson.module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private ResultJson() {}

    private static SimpleModule numbers() {
        return new SimpleModule()
                .addSerializer(Double.class, new NumberOrNull())
                .addSerializer(Double.TYPE, new NumberOrNull())
                .addSerializer(double[].class, new NumbersOrNull())
                .addDeserializer(Double.class, new NullIsNan())
                .addDeserializer(Double.TYPE, new NullIsNan())
                .addDeserializer(double[].class, new NullsAreNan());
    }

    /** Leaves the stream open. */
    public static void write(Result result, OutputStream out) throws IOException {
        MAPPER.writeValue(out, result);
        out.write('\n');
    }

    /** @throws IOException with a message for people when this is no result, or one of a newer format */
    public static Result read(InputStream in) throws IOException {
        JsonNode tree = tree(in);
        int format = tree.path("formatVersion").asInt(0);
        if (format < 1) {
            throw new IOException("this is not a result written by throng");
        }
        if (format > Result.FORMAT) {
            throw new IOException("this result has format " + format + "; this version reads up to " + Result.FORMAT);
        }
        try {
            return MAPPER.treeToValue(tree, Result.class);
        } catch (JsonProcessingException e) {
            throw new IOException("this result is damaged: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonNode tree(InputStream in) throws IOException {
        try {
            return MAPPER.readTree(in);
        } catch (JsonProcessingException e) {
            throw new IOException("this is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void writeNumber(double value, JsonGenerator out) throws IOException {
        if (Double.isNaN(value)) {
            out.writeNull();
        } else {
            out.writeNumber(value);
        }
    }

    private static double readNumber(JsonParser in) throws IOException {
        return in.currentToken() == JsonToken.VALUE_NULL ? Double.NaN : in.getDoubleValue();
    }

    private static final class NumberOrNull extends StdSerializer<Double> {
        private NumberOrNull() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            writeNumber(value, out);
        }
    }

    private static final class NumbersOrNull extends StdSerializer<double[]> {
        private NumbersOrNull() {
            super(double[].class);
        }

        @Override
        public void serialize(double[] values, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartArray();
            for (double value : values) {
                writeNumber(value, out);
            }
            out.writeEndArray();
        }
    }

    private static final class NullIsNan extends StdDeserializer<Double> {
        private NullIsNan() {
            super(Double.class);
        }

        @Override
        public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return readNumber(in);
        }

        @Override
        public Double getNullValue(DeserializationContext context) {
            return Double.NaN;
        }
    }

    private static final class NullsAreNan extends StdDeserializer<double[]> {
        private NullsAreNan() {
            super(double[].class);
        }

        @Override
        public double[] deserialize(JsonParser in, DeserializationContext context) throws IOException {
            DoubleStream.Builder values = DoubleStream.builder();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                values.add(readNumber(in));
            }
            return values.build().toArray();
        }
    }
}

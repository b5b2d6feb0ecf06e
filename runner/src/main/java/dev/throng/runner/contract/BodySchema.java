package dev.throng.runner.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schema of JSON bodies, compiled. Immutable, for all threads. */
public final class BodySchema {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .nodeFactory(new Numbers())
            .build();
    private static final int LARGEST_SCALE = 1000;

    private final Schema schema;
    private final Schemas.Places places;

    BodySchema(Schema schema, Schemas.Places places) {
        this.schema = schema;
        this.places = places;
    }

    /** The file that it is in, for people. */
    public String name() {
        return places.name();
    }

    /** The first thing that is otherwise than it says, and where it says so: null when all is as it says. */
    public @Nullable String broken(byte[] json, int from, int length) {
        try {
            return broken(MAPPER.readTree(json, from, length));
        } catch (JsonProcessingException wrong) {
            int line = wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNr();
            return "the body is no JSON, line " + line + " (" + name() + ")";
        } catch (ArithmeticException wrong) {
            return "the body has a number whose exponent is too large (" + name() + ")";
        } catch (IOException never) {
            throw new IllegalStateException("an array can be read", never);
        }
    }

    private @Nullable String broken(JsonNode body) {
        if (body.isMissingNode()) {
            return "the body is empty (" + name() + ")";
        }
        try {
            List<Error> errors = schema.validate(body, BodySchema::response);
            return errors.isEmpty() ? null : words(errors);
        } catch (StackOverflowError deep) {
            return "the body is nested too deep to be validated (" + name() + ")";
        }
    }

    /** None of which the arithmetic of a schema makes millions of digits. */
    private static final class Numbers extends JsonNodeFactory {
        private static final long serialVersionUID = 1;

        @Override
        public ValueNode numberNode(@Nullable BigDecimal value) {
            if (value != null && Math.abs((long) value.scale()) > LARGEST_SCALE) {
                throw new ArithmeticException("exponent");
            }
            return super.numberNode(value);
        }
    }

    /** What only requests have is an error in a response. */
    private static void response(ExecutionContext context) {
        context.executionConfig(config -> config.writeOnly(true));
    }

    private String words(List<Error> errors) {
        Error first = errors.getFirst();
        String more = errors.size() == 1 ? "" : ", and " + (errors.size() - 1) + " more";
        return Words.of(first) + " (" + places.of(first.getSchemaLocation()) + more + ")";
    }
}

package dev.throng.runner.grpc.message;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import dev.throng.runner.script.Unwritable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a message's bytes. Immutable. */
sealed interface Piece {
    /**
     * Appends its bytes; false when a variable is unset.
     *
     * @throws Unwritable when a value is none for its field
     */
    boolean writeTo(Scope scope, ByteSink out);

    record Constant(byte[] bytes) implements Piece {
        @Override
        public boolean writeTo(Scope scope, ByteSink out) {
            out.append(bytes);
            return true;
        }
    }

    /** A value without its tag. */
    record Value(FieldDescriptor field, Template template) implements Piece {
        @Override
        public boolean writeTo(Scope scope, ByteSink out) {
            @Nullable Object value = template.value(scope);
            if (value == null) {
                return false;
            }
            Scalars.append(field, value, out);
            return true;
        }
    }

    /** Pieces with their length before them: a message, a packed list. */
    record Sized(List<Piece> pieces) implements Piece {
        @Override
        public boolean writeTo(Scope scope, ByteSink out) {
            int from = Wire.open(out);
            for (Piece piece : pieces) {
                if (!piece.writeTo(scope, out)) {
                    return false;
                }
            }
            Wire.close(out, from);
            return true;
        }
    }

    /**
     * A field whose value is known as JSON only when it is written: an expression that yields a message or a list, or one of
     * protobuf's own types. Written as a message of nothing but this field, which added to the others makes the whole.
     */
    record Late(FieldDescriptor field, Template json, JsonFormat.Parser parser) implements Piece {
        @Override
        public boolean writeTo(Scope scope, ByteSink out) {
            ByteSink text = new ByteSink(128);
            text.append("{\"" + field.getJsonName() + "\":");
            if (!json.appendTo(scope, text)) {
                return false;
            }
            text.append("}");
            byte[] bytes = bytes(field.getContainingType(), new String(text.copy(), StandardCharsets.UTF_8), parser);
            out.append(bytes);
            return true;
        }

        static byte[] bytes(Descriptor type, String json, JsonFormat.Parser parser) {
            DynamicMessage.Builder made = DynamicMessage.newBuilder(type);
            try {
                parser.merge(json, made);
            } catch (InvalidProtocolBufferException wrong) {
                throw new Unwritable(String.valueOf(wrong.getMessage()).replaceAll("\\s+", " "));
            }
            return made.build().toByteArray();
        }
    }
}

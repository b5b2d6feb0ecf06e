package dev.throng.api.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The texts of this list may be written as whole numbers too; in the schema: {@code x-kubernetes-int-or-string}. A text of
 * digits is a number again when it is {@linkplain AsWritten written}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OrWhole {
    int min();

    int max();

    /** Writes digits as a number. Stateless; for all threads. */
    final class AsWritten extends StdSerializer<String> {
        private static final long serialVersionUID = 1;

        AsWritten() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator out, SerializerProvider provider) throws IOException {
            boolean digits =
                    !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
            if (digits) {
                out.writeNumber(Integer.parseInt(text));
            } else {
                out.writeString(text);
            }
        }

        @Override
        public void acceptJsonFormatVisitor(JsonFormatVisitorWrapper visitor, JavaType type)
                throws JsonMappingException {
            visitStringFormat(visitor, type);
        }
    }
}

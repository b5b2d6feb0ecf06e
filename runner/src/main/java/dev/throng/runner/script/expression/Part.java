package dev.throng.runner.script.expression;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import org.jspecify.annotations.Nullable;

/** A piece of a compiled template. */
public interface Part {
    /** Writes its bytes; false when there is no value to write. */
    boolean writeTo(Scope scope, ByteSink out);

    /** Bytes that are always the same. */
    record Constant(byte[] bytes) implements Part {
        @Override
        public boolean writeTo(Scope scope, ByteSink out) {
            out.append(bytes);
            return true;
        }
    }

    /** Whatever an expression yields. */
    record Value(Node node, Encoding encoding) implements Part {
        @Override
        public boolean writeTo(Scope scope, ByteSink out) {
            @Nullable Object value = node.value(scope);
            if (value == null) {
                return false;
            }
            encoding.value(value, out);
            return true;
        }
    }

    /** Text that needs no escape, in quotes where the encoding asks for them. */
    record Quoted(Part text) implements Part {
        public static Part in(Encoding encoding, Part text) {
            return encoding == Encoding.JSON_VALUE ? new Quoted(text) : text;
        }

        @Override
        public boolean writeTo(Scope scope, ByteSink out) {
            out.append((byte) '"');
            boolean written = text.writeTo(scope, out);
            out.append((byte) '"');
            return written;
        }
    }
}

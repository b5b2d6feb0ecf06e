package dev.throng.runner.grpc.message;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Nearest;
import dev.throng.runner.script.Unwritable;
import dev.throng.runner.script.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Writes values of expressions and of JSON as fields that are no messages. What a field can't hold is {@link Unwritable}. */
final class Scalars {
    private static final BigInteger MOST_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final int LONGEST_SHOWN = 40;

    private Scalars() {}

    /** The field's tag, of a value that stands alone. */
    static int tag(FieldDescriptor field) {
        return field.getNumber() << 3
                | WireFormat.FieldType.valueOf(field.getType().name()).getWireType();
    }

    /** Only the value, without the field's tag. */
    static void append(FieldDescriptor field, Object value, ByteSink out) {
        switch (field.getType()) {
            case INT32 -> Wire.varint(out, whole(field, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case INT64 -> Wire.varint(out, whole(field, value, Long.MIN_VALUE, Long.MAX_VALUE));
            case UINT32 -> Wire.varint(out, whole(field, value, 0, 0xFFFFFFFFL));
            case UINT64 -> Wire.varint(out, unsigned(field, value));
            case SINT32 ->
                Wire.varint(out, Integer.toUnsignedLong(CodedOutputStream.encodeZigZag32((int)
                        whole(field, value, Integer.MIN_VALUE, Integer.MAX_VALUE))));
            case SINT64 ->
                Wire.varint(out, CodedOutputStream.encodeZigZag64(whole(field, value, Long.MIN_VALUE, Long.MAX_VALUE)));
            case FIXED32 -> Wire.fixed32(out, (int) whole(field, value, 0, 0xFFFFFFFFL));
            case SFIXED32 -> Wire.fixed32(out, (int) whole(field, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case FIXED64 -> Wire.fixed64(out, unsigned(field, value));
            case SFIXED64 -> Wire.fixed64(out, whole(field, value, Long.MIN_VALUE, Long.MAX_VALUE));
            case DOUBLE -> Wire.fixed64(out, Double.doubleToRawLongBits(real(field, value)));
            case FLOAT -> Wire.fixed32(out, Float.floatToRawIntBits((float) real(field, value)));
            case BOOL -> out.append((byte) (truth(field, value) ? 1 : 0));
            case ENUM -> Wire.varint(out, constant(field, value));
            case STRING -> text(Values.text(value), out);
            case BYTES -> bytes(field, value, out);
            case MESSAGE, GROUP -> throw new IllegalStateException(field + " is a message");
        }
    }

    private static void text(String text, ByteSink out) {
        int from = Wire.open(out);
        out.append(text);
        Wire.close(out, from);
    }

    private static void bytes(FieldDescriptor field, Object value, ByteSink out) {
        byte[] bytes;
        try {
            String text = Values.text(value);
            boolean forUrls = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
            bytes = (forUrls ? Base64.getUrlDecoder() : Base64.getDecoder())
                    .decode(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException wrong) {
            throw refused(field, value, "bytes in Base64");
        }
        Wire.varint(out, bytes.length);
        out.append(bytes);
    }

    private static BigDecimal number(FieldDescriptor field, Object value) {
        try {
            return switch (value) {
                case Long number -> BigDecimal.valueOf(number);
                case BigDecimal number -> number;
                case Double number -> new BigDecimal(Values.text(number));
                case String text -> new BigDecimal(text.strip());
                default -> throw refused(field, value, "a number");
            };
        } catch (NumberFormatException wrong) {
            throw refused(field, value, "a number");
        }
    }

    private static long whole(FieldDescriptor field, Object value, long least, long most) {
        if (value instanceof Long number && number >= least && number <= most) {
            return number;
        }
        try {
            long number = number(field, value).longValueExact();
            if (number >= least && number <= most) {
                return number;
            }
        } catch (ArithmeticException tooMuch) {
            // Told below.
        }
        throw refused(field, value, "a whole number from " + least + " to " + most);
    }

    private static long unsigned(FieldDescriptor field, Object value) {
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        try {
            BigInteger number = number(field, value).toBigIntegerExact();
            if (number.signum() >= 0 && number.compareTo(MOST_UNSIGNED) <= 0) {
                return number.longValue();
            }
        } catch (ArithmeticException fraction) {
            // Told below.
        }
        throw refused(field, value, "a whole number from 0 to " + MOST_UNSIGNED);
    }

    private static double real(FieldDescriptor field, Object value) {
        return switch (value) {
            case Double number -> number;
            case String text when text.equals("NaN") -> Double.NaN;
            case String text when text.equals("Infinity") -> Double.POSITIVE_INFINITY;
            case String text when text.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
            default -> number(field, value).doubleValue();
        };
    }

    private static boolean truth(FieldDescriptor field, Object value) {
        return switch (value) {
            case Boolean bool -> bool;
            case String text when text.equals("true") -> true;
            case String text when text.equals("false") -> false;
            default -> throw refused(field, value, "true or false");
        };
    }

    private static int constant(FieldDescriptor field, Object value) {
        EnumDescriptor type = field.getEnumType();
        if (value instanceof String name) {
            EnumValueDescriptor found = type.findValueByName(name);
            if (found == null) {
                found = type.findValueByName(name.toUpperCase(Locale.ROOT));
            }
            if (found != null) {
                return found.getNumber();
            }
            var known =
                    type.getValues().stream().map(EnumValueDescriptor::getName).toList();
            throw refused(field, value, "a value of " + type.getName() + Nearest.hint(name, known));
        }
        return (int) whole(field, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static Unwritable refused(FieldDescriptor field, Object value, String wanted) {
        String text = Values.text(value);
        String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
        return new Unwritable(field.getJsonName() + " needs " + wanted + ", not " + shown);
    }
}

package dev.throng.api.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.schema.Struct.Field;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the structure of record types by reflection. A record that cannot be read is a bug, and fails loudly. */
final class Structs {
    private Structs() {}

    static Struct read(Class<? extends Record> record) {
        List<Field> fields = new ArrayList<>();
        List<Rule> inlined = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            Optional<Struct> inline = inline(component);
            inline.ifPresentOrElse(struct -> fields.addAll(struct.fields()), () -> fields.add(field(component)));
            inline.ifPresent(struct -> inlined.addAll(struct.rules()));
        }
        List<Rule> rules = new ArrayList<>(Rule.declaredBy(record, fields));
        rules.addAll(inlined);
        Primary primary = record.getAnnotation(Primary.class);
        return new Struct(record, List.copyOf(fields), List.copyOf(rules), primary == null ? null : primary.value());
    }

    /** The record whose fields stand among those of the record that this is a component of. */
    static Optional<Struct> inline(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                ? Optional.of(Struct.of(component.getType().asSubclass(Record.class)))
                : Optional.empty();
    }

    private static Field field(RecordComponent component) {
        Method accessor = component.getAccessor();
        JsonProperty renamed = accessor.getAnnotation(JsonProperty.class);
        FromCommandLine option = accessor.getAnnotation(FromCommandLine.class);
        return new Field(
                renamed == null ? component.getName() : renamed.value(),
                type(component.getAnnotatedType(), accessor),
                accessor.isAnnotationPresent(Required.class),
                option == null ? null : option.value());
    }

    /** @param element where the type's annotations stand: on the record's component, or on a type argument */
    private static Type type(AnnotatedType type, AnnotatedElement element) {
        if (type instanceof AnnotatedParameterizedType generic) {
            return collection(generic, element);
        }
        Class<?> raw = (Class<?>) type.getType();
        if (raw == String.class) {
            return new Type.Text(min(element), max(element), notation(element), null);
        }
        if (raw == Integer.class || raw == Long.class) {
            return whole(element, raw == Long.class);
        }
        if (raw == Double.class) {
            return decimal(element);
        }
        if (raw == Boolean.class) {
            return new Type.Flag();
        }
        if (raw == JsonNode.class) {
            return new Type.Json();
        }
        if (raw.isEnum()) {
            return choice(raw);
        }
        return Struct.of(raw.asSubclass(Record.class));
    }

    private static Type collection(AnnotatedParameterizedType type, AnnotatedElement element) {
        Class<?> raw = (Class<?>) ((ParameterizedType) type.getType()).getRawType();
        AnnotatedType[] arguments = type.getAnnotatedActualTypeArguments();
        if (raw == List.class) {
            UniqueBy key = element.getAnnotation(UniqueBy.class);
            return new Type.Items(
                    item(type(arguments[0], arguments[0]), element.getAnnotation(OrWhole.class)),
                    min(element),
                    max(element),
                    key == null ? null : key.value(),
                    element.isAnnotationPresent(Unique.class));
        }
        if (raw == Map.class) {
            Keys keys = element.getAnnotation(Keys.class);
            return new Type.Entries(
                    type(arguments[1], arguments[1]),
                    min(element),
                    max(element),
                    keys == null ? null : Notation.of(keys.value()));
        }
        throw new IllegalArgumentException("no resource has a " + raw);
    }

    private static Type item(Type type, @Nullable OrWhole orWhole) {
        return orWhole != null && type instanceof Type.Text text
                ? new Type.Text(
                        text.minLength(),
                        text.maxLength(),
                        text.notation(),
                        new Type.Whole(orWhole.min(), orWhole.max(), false))
                : type;
    }

    private static Type whole(AnnotatedElement element, boolean wide) {
        long lowest = wide ? Long.MIN_VALUE : Integer.MIN_VALUE;
        long highest = wide ? Long.MAX_VALUE : Integer.MAX_VALUE;
        return new Type.Whole(
                Optional.ofNullable(element.getAnnotation(Min.class))
                        .map(m -> (long) m.value())
                        .orElse(lowest),
                Optional.ofNullable(element.getAnnotation(Max.class))
                        .map(m -> (long) m.value())
                        .orElse(highest),
                wide);
    }

    private static Type decimal(AnnotatedElement element) {
        Min min = element.getAnnotation(Min.class);
        Max max = element.getAnnotation(Max.class);
        return new Type.Decimal(
                min == null ? -Double.MAX_VALUE : min.value(),
                min == null || min.inclusive(),
                max == null ? Double.MAX_VALUE : max.value(),
                max == null || max.inclusive());
    }

    private static Type choice(Class<?> raw) {
        Class<? extends Enum<?>> type = asEnum(raw);
        return new Type.Choice(
                type,
                Arrays.stream(type.getEnumConstants()).map(Structs::written).toList());
    }

    /** A constant as users write it: by its own name, or by the one that it is given for what can be no name in Java. */
    private static String written(Enum<?> constant) {
        try {
            JsonProperty given =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return given == null ? constant.name() : given.value();
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException("a constant is a field of its type: " + constant, impossible);
        }
    }

    @SuppressWarnings("unchecked") // every class that isEnum() is one
    private static Class<? extends Enum<?>> asEnum(Class<?> raw) {
        return (Class<? extends Enum<?>>) raw;
    }

    private static long min(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Size.class))
                .map(Size::min)
                .orElse(0L);
    }

    private static long max(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Size.class))
                .map(Size::max)
                .orElse(Long.MAX_VALUE);
    }

    private static @Nullable Notation notation(AnnotatedElement element) {
        Pattern pattern = element.getAnnotation(Pattern.class);
        return pattern == null ? null : Notation.of(pattern.value());
    }
}

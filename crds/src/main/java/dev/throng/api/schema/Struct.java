package dev.throng.api.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A record of the resource: its fields in order, and the rules between them. Those of a component that is written
 * unwrapped are the record's own.
 *
 * @param record the type it was read from
 * @param primary the field that a bare value most likely means; null when there is none
 */
public record Struct(
        Class<? extends Record> record,
        List<Field> fields,
        List<Rule> rules,
        @Nullable String primary) implements Type {
    private static final int NAMES_SHOWN = 8;

    private static final ClassValue<Struct> READ = new ClassValue<>() {
        @Override
        protected Struct computeValue(Class<?> type) {
            return Structs.read(type.asSubclass(Record.class));
        }
    };

    /**
     * A field.
     *
     * @param name as in YAML
     * @param required whether the schema insists on it
     * @param option the command line's option that gives it as well, so that a file may leave it out; null when none does
     */
    public record Field(
            String name,
            Type type,
            boolean required,
            @Nullable String option) {}

    /** The record type's structure; read by reflection the first time. */
    public static Struct of(Class<? extends Record> record) {
        return READ.get(record);
    }

    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** An instance; {@code values} in the order of {@link #fields}, of the fields' own Java types. */
    public Record instance(@Nullable Object[] values) {
        List<@Nullable Object> components = new ArrayList<>();
        int next = 0;
        for (RecordComponent component : record.getRecordComponents()) {
            Optional<Struct> inline = Structs.inline(component);
            int end = next + inline.map(struct -> struct.fields().size()).orElse(1);
            @Nullable Object[] own = Arrays.copyOfRange(values, next, end);
            components.add(inline.isPresent() ? inline.get().instance(own) : own[0]);
            next = end;
        }
        try {
            Constructor<?> canonical = record.getDeclaredConstructors()[0];
            return record.cast(canonical.newInstance(components.toArray()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the values " + Arrays.toString(values) + " do not make a " + record, e);
        }
    }

    /** The values of an instance, in the order of {@link #fields}. */
    public List<@Nullable Object> values(Record instance) {
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            @Nullable Object value = value(component, instance);
            Optional<Struct> inline = Structs.inline(component);
            if (inline.isPresent() && value instanceof Record inlined) {
                values.addAll(inline.get().values(inlined));
            } else {
                values.add(value);
            }
        }
        return values;
    }

    private static @Nullable Object value(RecordComponent component, Record instance) {
        try {
            return component.getAccessor().invoke(instance);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no accessor for " + component, e);
        }
    }

    String someNames() {
        String names = fields.stream().limit(NAMES_SHOWN).map(Field::name).collect(Collectors.joining(", "));
        return fields.size() > NAMES_SHOWN ? names + ", …" : names;
    }
}

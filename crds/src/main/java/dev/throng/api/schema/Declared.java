package dev.throng.api.schema;

import dev.throng.api.schema.Struct.Field;
import java.util.List;

/** Turns a record's rule annotations into rules, and refuses names that the record does not have. */
record Declared(Class<?> record, List<Field> fields) {
    Rule rule(OneOf oneOf) {
        List<String> names = known(oneOf.value());
        return oneOf.orNone()
                ? new Rule.AtMostOne(oneOf.what(), names, sayable(names))
                : new Rule.ExactlyOne(oneOf.what(), names, sayable(names));
    }

    Rule rule(AnyOf anyOf) {
        List<String> names = known(anyOf.value());
        return new Rule.AtLeastOne(anyOf.what(), names, sayable(names), anyOf.inFile());
    }

    Rule rule(Needs needs) {
        List<String> names = known(needs.value());
        List<String> anyOf = known(needs.anyOf());
        return new Rule.Dependent(names, sayable(names), anyOf, sayable(anyOf).equals(anyOf));
    }

    Rule rule(Excludes excludes) {
        List<String> others = known(excludes.others());
        List<String> name = known(excludes.field());
        return new Rule.Exclusive(
                excludes.field(), others, sayable(others), sayable(name).equals(name), excludes.fix());
    }

    Rule rule(MatchesUnless matches) {
        return new Rule.Matching(
                known(matches.field()).getFirst(),
                matches.pattern(),
                known(matches.unless()).getFirst());
    }

    private List<String> known(String... names) {
        for (String name : names) {
            field(name);
        }
        return List.of(names);
    }

    /** Those that CEL knows: fields of free-form JSON, and lists of it, have no declared type, so it does not. */
    private List<String> sayable(List<String> names) {
        return names.stream().filter(name -> isDeclared(field(name).type())).toList();
    }

    private static boolean isDeclared(Type type) {
        return !(type instanceof Type.Json)
                && !(type instanceof Type.Items items && items.element() instanceof Type.Json);
    }

    private Field field(String name) {
        String head = name.split("\\.", 2)[0];
        Field found = fields.stream()
                .filter(field -> field.name().equals(head))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(record + " has no field " + name));
        return name.equals(head) ? found : inside(found, name.substring(head.length() + 1));
    }

    private Field inside(Field outer, String name) {
        return outer.type() instanceof Struct struct
                ? new Declared(struct.record(), struct.fields()).field(name)
                : outer;
    }
}

package dev.throng.api.schema;

import dev.throng.api.schema.Struct.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A rule between the fields of one record, known by their presence alone. It has two forms that say the same: CEL for
 * the API server, and {@link #broken} for the reader.
 */
public sealed interface Rule {
    /** What must hold, and so how to mend it; one sentence without full stop, for the API server's answer. */
    String message();

    /**
     * The rule as CEL over {@code self}; empty when CEL cannot say it because a field it is about has no declared type
     * there (free-form JSON). Where only a part can be said, the weaker rule: CEL never refuses what the reader accepts.
     */
    Optional<String> cel();

    /** Whether a file must keep to it too; if not, an option of the command line may give what a file leaves out. */
    default boolean inFile() {
        return true;
    }

    /** @param present whether a field is there with a value; a dotted name asks inside a field */
    Optional<Broken> broken(Predicate<String> present);

    /**
     * How a rule is broken.
     *
     * @param field the field to point at; empty for the record as a whole
     */
    record Broken(Optional<String> field, String message) {}

    /** Exactly one of the alternatives. */
    record ExactlyOne(String what, List<String> names, List<String> sayable) implements Rule {
        @Override
        public String message() {
            return what + " is exactly one of " + or(names) + ": give one of them";
        }

        @Override
        public Optional<String> cel() {
            return sayable.equals(names) ? Optional.of(Cel.exactlyOne(names)) : Cel.atMostOne(sayable);
        }

        @Override
        public Optional<Broken> broken(Predicate<String> present) {
            List<String> given = names.stream().filter(present).toList();
            if (given.isEmpty()) {
                return Optional.of(new Broken(Optional.empty(), what + " needs one of " + or(names)));
            }
            return tooMany(given);
        }
    }

    /** One of the alternatives, or none. */
    record AtMostOne(String what, List<String> names, List<String> sayable) implements Rule {
        @Override
        public String message() {
            return what + " is at most one of " + or(names) + ": keep one of them";
        }

        @Override
        public Optional<String> cel() {
            return Cel.atMostOne(sayable);
        }

        @Override
        public Optional<Broken> broken(Predicate<String> present) {
            return tooMany(names.stream().filter(present).toList());
        }
    }

    /** At least one of the alternatives. */
    record AtLeastOne(String what, List<String> names, List<String> sayable, boolean inFile) implements Rule {
        @Override
        public String message() {
            return what + " needs at least one of " + or(names);
        }

        @Override
        public Optional<String> cel() {
            return sayable.equals(names) ? Optional.of(Cel.any(names)) : Optional.empty();
        }

        @Override
        public Optional<Broken> broken(Predicate<String> present) {
            return names.stream().anyMatch(present)
                    ? Optional.empty()
                    : Optional.of(new Broken(Optional.empty(), message()));
        }
    }

    /** Some fields only beside one of others. */
    record Dependent(List<String> names, List<String> sayable, List<String> anyOf, boolean anyOfSayable)
            implements Rule {
        @Override
        public String message() {
            return or(names) + (names.size() == 1 ? " needs " : " need ") + or(anyOf) + " beside it";
        }

        @Override
        public Optional<String> cel() {
            return anyOfSayable && !sayable.isEmpty()
                    ? Optional.of(Cel.none(sayable) + "||" + Cel.any(anyOf))
                    : Optional.empty();
        }

        @Override
        public Optional<Broken> broken(Predicate<String> present) {
            Optional<String> given = names.stream().filter(present).findFirst();
            return given.filter(_ -> anyOf.stream().noneMatch(present))
                    .map(name -> new Broken(given, "'" + name + "' needs " + or(anyOf) + " beside it"));
        }
    }

    /** A field beside which some others cannot stand. */
    record Exclusive(String name, List<String> others, List<String> sayable, boolean nameSayable, String fix)
            implements Rule {
        @Override
        public String message() {
            return name + " cannot stand beside " + or(others) + ": " + fix;
        }

        @Override
        public Optional<String> cel() {
            return nameSayable && !sayable.isEmpty()
                    ? Optional.of(Cel.none(name) + "||" + Cel.none(sayable))
                    : Optional.empty();
        }

        @Override
        public Optional<Broken> broken(Predicate<String> present) {
            Optional<String> other = others.stream().filter(present).findFirst();
            return other.filter(_ -> present.test(name))
                    .map(found -> new Broken(other, "'" + found + "' cannot stand beside '" + name + "': " + fix));
        }
    }

    /** A text that has to look as the pattern says, unless another field is there. */
    record Matching(String field, String pattern, String unless) implements Rule {
        @Override
        public String message() {
            return field + " without " + unless + " is " + Notation.of(pattern).words();
        }

        @Override
        public Optional<String> cel() {
            String quoted = pattern.replace("\\", "\\\\").replace("'", "\\'");
            return Optional.of(Cel.has(unless) + "||self." + field + ".matches('" + quoted + "')");
        }

        @Override
        public Optional<Broken> broken(Predicate<String> present) {
            return Optional.empty();
        }
    }

    private static Optional<Broken> tooMany(List<String> given) {
        if (given.size() < 2) {
            return Optional.empty();
        }
        String quoted = given.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" and "));
        String message = quoted + " exclude each other: keep one of them";
        return Optional.of(new Broken(Optional.of(given.get(1)), message));
    }

    private static String or(List<String> names) {
        int last = names.size() - 1;
        return last < 1 ? String.join("", names) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    /** The rules that a record type declares; names that it does not have are a bug. */
    static List<Rule> declaredBy(Class<? extends Record> record, List<Field> fields) {
        Declared declared = new Declared(record, fields);
        List<Rule> rules = new ArrayList<>();
        Arrays.stream(record.getAnnotationsByType(OneOf.class))
                .map(declared::rule)
                .forEach(rules::add);
        Arrays.stream(record.getAnnotationsByType(AnyOf.class))
                .map(declared::rule)
                .forEach(rules::add);
        Arrays.stream(record.getAnnotationsByType(Excludes.class))
                .map(declared::rule)
                .forEach(rules::add);
        Arrays.stream(record.getAnnotationsByType(Needs.class))
                .map(declared::rule)
                .forEach(rules::add);
        Arrays.stream(record.getAnnotationsByType(MatchesUnless.class))
                .map(declared::rule)
                .forEach(rules::add);
        return List.copyOf(rules);
    }
}

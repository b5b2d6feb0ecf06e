package dev.throng.api.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a value of a resource may be: the records' types and annotations, read once. Immutable. */
public sealed interface Type
        permits Type.Text,
                Type.Whole,
                Type.Decimal,
                Type.Flag,
                Type.Choice,
                Type.Json,
                Type.Items,
                Type.Entries,
                Struct {

    /**
     * @param notation how it is written; null when anything goes
     * @param orWhole as which whole number it may also be written; null when as none
     */
    record Text(
            long minLength,
            long maxLength,
            @Nullable Notation notation,
            @Nullable Whole orWhole) implements Type {}

    /** @param wide whether it is a {@code Long}, not an {@code Integer} */
    record Whole(long min, long max, boolean wide) implements Type {}

    /** A number within bounds; a bound that is not included is one it must not reach. */
    record Decimal(double min, boolean minIncluded, double max, boolean maxIncluded) implements Type {}

    /** true or false. */
    record Flag() implements Type {}

    /** One of an enum's names. */
    record Choice(Class<? extends Enum<?>> type, List<String> names) implements Type {}

    /** Any JSON value. */
    record Json() implements Type {}

    /**
     * A list.
     *
     * @param uniqueBy the field in which no two items are equal; null when there is none
     * @param unique whether no two items are equal
     */
    record Items(Type element, long min, long max, @Nullable String uniqueBy, boolean unique) implements Type {}

    /**
     * A map from text.
     *
     * @param keys how its keys are written; null when anything goes
     */
    record Entries(Type value, long min, long max, @Nullable Notation keys) implements Type {}

    /** Whether its values are single ones: no lists, no mappings. */
    default boolean single() {
        return switch (this) {
            case Text _, Whole _, Decimal _, Flag _, Choice _ -> true;
            case Json _, Items _, Entries _, Struct _ -> false;
        };
    }

    /** A few words for a type: what a message says it expected. */
    default String words() {
        return switch (this) {
            case Text text ->
                text.notation() == null ? "a text" : text.notation().words();
            case Whole _ -> "a whole number";
            case Decimal _ -> "a number";
            case Flag _ -> "true or false";
            case Choice choice -> "one of " + String.join(", ", choice.names());
            case Json _ -> "a value";
            case Items _ -> "a list";
            case Entries _ -> "a mapping of names to values";
            case Struct struct -> "a mapping with " + struct.someNames();
        };
    }
}

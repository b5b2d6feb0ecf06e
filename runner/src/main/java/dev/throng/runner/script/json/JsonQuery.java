package dev.throng.runner.script.json;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A compiled JSONPath over the bytes of a JSON document. Immutable, for all threads. */
public interface JsonQuery {
    String source();

    /** Whether the path yields at least one value (null counts as a value); false also for a body that is no JSON. */
    default boolean present(JsonDocument document) {
        return first(document) != null;
    }

    /**
     * The first value, of the kinds that {@link dev.throng.runner.script.Values} names; Java null when there is none.
     */
    @Nullable Object first(JsonDocument document);

    /** Whether the path yields at least one value and the test holds for the first. */
    default boolean test(JsonDocument document, Predicate<Object> test) {
        Object value = first(document);
        return value != null && test.test(value);
    }

    /** All values that the path yields, in their order; none for a body that is no JSON. */
    default List<Object> all(JsonDocument document) {
        Object only = first(document);
        return only == null ? List.of() : List.of(only);
    }
}

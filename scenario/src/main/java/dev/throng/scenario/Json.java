package dev.throng.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value in JSON content. What is missing stays missing on the way down and never throws, so that a check can say so.
 *
 * <pre>{@code
 * for (Json item : response.json("$.items").list()) seen.add(item.get("id").asLong());
 * }</pre>
 */
public interface Json {
    /** There is no such value; null counts as one. */
    boolean isMissing();

    /** As text: a string's own, else its JSON; empty when missing. */
    String asText();

    /** As a whole number; 0 when it is none. */
    long asLong();

    /** As a whole number; 0 when it is none. */
    default int asInt() {
        return (int) asLong();
    }

    /** As a number; 0 when it is none. */
    double asDouble();

    /** As a boolean; false when it is none. */
    boolean asBoolean();

    /** The member of this name. */
    Json get(String name);

    /** The element at this place, from 0. */
    Json get(int index);

    /** The elements; empty when it is no array. */
    List<Json> list();

    /** Number of elements or members. */
    int size();

    /** Whether it is equal to a text, number or boolean; numbers by their numeric value. */
    boolean is(@Nullable Object value);
}

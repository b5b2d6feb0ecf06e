package dev.throng.runner.imports.tree;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A part of what a user does. */
public sealed interface Part {
    /** A step. */
    record Plain(ObjectNode step) implements Part {}

    /**
     * Parts that are performed together.
     *
     * @param name what it is called in the file, for people
     * @param how fields of the step that performs them: {@code repeat}, {@code when}, {@code group} and their like
     * @param line of the file
     */
    record Nested(String name, ObjectNode how, List<Part> parts, int line) implements Part {
        /** Whether it only measures, so that its parts can stand without it. */
        boolean isOnlyMeasured() {
            return how.size() == 1 && how.has("group");
        }
    }

    /** One of several, by weight. */
    record Choice(List<Way> ways) implements Part {}

    /** What may be chosen. */
    record Way(Nested parts, int weight) {}
}

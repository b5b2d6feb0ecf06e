package dev.throng.runner.plan;

import java.util.Set;

/**
 * The requests that have a tag.
 *
 * @param rows of the statistics; one row may be of steps with and without it
 */
public record Tagged(String tag, Set<Row> rows) {
    public Tagged {
        rows = Set.copyOf(rows);
    }

    /** What the statistics tell requests apart by. */
    public record Row(String user, String name, String method) {}
}

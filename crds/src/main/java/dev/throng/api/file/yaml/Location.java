package dev.throng.api.file.yaml;

import java.util.Comparator;

/**
 * A place in a text file.
 *
 * @param line from 1
 * @param column in characters (code points), from 1
 */
public record Location(int line, int column) implements Comparable<Location> {
    /** The beginning of the file: where a problem of the whole file is shown. */
    public static final Location START = new Location(1, 1);

    /** Behind everything. */
    static final Location END = new Location(Integer.MAX_VALUE, 1);

    private static final Comparator<Location> ORDER =
            Comparator.comparingInt(Location::line).thenComparingInt(Location::column);

    @Override
    public int compareTo(Location other) {
        return ORDER.compare(this, other);
    }

    /** {@code line:column}, as compilers write it. */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}

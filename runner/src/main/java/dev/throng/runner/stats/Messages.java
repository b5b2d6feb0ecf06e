package dev.throng.runner.stats;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Holds the number of distinct texts under one heading within a bound, whatever a server or a scenario puts into them.
 * The first 20 are kept as they are. After that, a new one has its numbers and identifiers replaced by {@code #}, so that
 * "item 4711 not found" and "item 4712 not found" become one; and when even those exceed 100, the rest is {@link #OTHER}.
 */
public final class Messages {
    static final String OTHER = "other";
    static final int VERBATIM = 20;
    static final int DISTINCT = 100;
    static final int LENGTH = 300;

    /** UUIDs, hexadecimal identifiers and addresses, then whatever has a digit in it. */
    private static final Pattern VARYING = Pattern.compile("0x[0-9a-fA-F]+"
            + "|\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b"
            + "|\\b(?=[a-fA-F]*[0-9])[0-9a-fA-F]{8,}\\b"
            + "|\\b[0-9]+(?:[.:,][0-9]+)*");

    private final Set<String> known = new HashSet<>();

    /** The text under which this one is to be counted. */
    public String fold(String message) {
        String cut = cut(message);
        if (known.contains(cut)) {
            return cut;
        }
        if (known.size() < VERBATIM) {
            return keep(cut);
        }
        String general = VARYING.matcher(cut).replaceAll("#");
        return known.contains(general) || known.size() < DISTINCT ? keep(general) : OTHER;
    }

    private String keep(String message) {
        known.add(message);
        return message;
    }

    private static String cut(String message) {
        return message.length() <= LENGTH ? message : message.substring(0, LENGTH - 1) + "…";
    }
}

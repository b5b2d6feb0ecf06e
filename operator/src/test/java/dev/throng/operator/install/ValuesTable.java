package dev.throng.operator.install;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chart's values as a table for people: path, default, and the comment above. Reads the file's plain style: one key to a
 * line, two spaces a level.
 */
final class ValuesTable {
    private static final Pattern COMMENT = Pattern.compile(" *# ?(.*)");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z_]+):(?: (.*))?");

    private final List<String> rows = new ArrayList<>();
    private final List<String> comment = new ArrayList<>();
    private final Deque<String> path = new ArrayDeque<>();

    private ValuesTable() {}

    static String of(String values) {
        ValuesTable table = new ValuesTable();
        values.lines().forEach(table::read);
        return "| Value | Default | Meaning |\n|---|---|---|\n" + String.join("", table.rows);
    }

    private void read(String line) {
        Matcher key = KEY.matcher(line);
        Matcher remark = COMMENT.matcher(line);
        if (remark.matches()) {
            comment.add(remark.group(1));
        } else if (key.matches()) {
            enter(key.group(1).length() / 2, key.group(2));
            row(key.group(3));
            comment.clear();
        } else if (!line.isBlank()) {
            throw new IllegalArgumentException("not in the style that this reads: " + line);
        } else {
            comment.clear();
        }
    }

    private void enter(int depth, String key) {
        while (path.size() > depth) {
            path.removeLast();
        }
        path.addLast(key);
    }

    private void row(String value) {
        if (value != null || !comment.isEmpty()) {
            rows.add("| `" + String.join(".", path) + "` | " + (value == null ? "" : "`" + value + "`") + " | "
                    + String.join(" ", comment) + " |\n");
        }
    }
}

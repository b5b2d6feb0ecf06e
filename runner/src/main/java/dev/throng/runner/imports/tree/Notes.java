package dev.throng.runner.imports.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What could not be carried over, with the lines where it stands: the same said of several places is said once. */
public final class Notes {
    private static final int MOST_LINES = 8;

    private final Map<String, List<Integer>> notes = new LinkedHashMap<>();

    public void add(int line, String what) {
        List<Integer> lines = notes.computeIfAbsent(what, added -> new ArrayList<>());
        if (line > 0 && !lines.contains(line)) {
            lines.add(line);
        }
    }

    public void add(String what) {
        add(0, what);
    }

    public List<String> told() {
        List<String> told = new ArrayList<>();
        notes.forEach((what, lines) -> told.add(places(lines) + what));
        return told;
    }

    private static String places(List<Integer> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        List<String> shown =
                lines.stream().limit(MOST_LINES).map(String::valueOf).toList();
        String more = lines.size() > MOST_LINES ? " and " + (lines.size() - MOST_LINES) + " more" : "";
        return (lines.size() == 1 ? "line " : "lines ") + String.join(", ", shown) + more + ": ";
    }
}

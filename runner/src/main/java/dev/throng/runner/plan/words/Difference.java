package dev.throng.runner.plan.words;

import dev.throng.runner.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One thing that two plans do not have in common.
 *
 * @param about what it is, as {@code user Visitor, task list: steps}
 * @param before its lines in the first plan; empty when it has no such thing
 * @param after its lines in the second
 */
public record Difference(String about, List<String> before, List<String> after) {
    /** All of them, in the plans' order; empty when the same would run. */
    public static List<Difference> between(Plan before, Plan after) {
        Map<String, List<String>> one = PlanFacts.of(before);
        Map<String, List<String>> other = PlanFacts.of(after);
        Set<String> names = new LinkedHashSet<>(one.keySet());
        names.addAll(other.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            Difference difference =
                    new Difference(name, one.getOrDefault(name, List.of()), other.getOrDefault(name, List.of()));
            if (!difference.before().equals(difference.after())) {
                differences.add(difference);
            }
        }
        return List.copyOf(differences);
    }

    /** Its lines, those of the first plan that went with {@code - }, those that came with {@code + }, the others with blanks. */
    public List<String> lines() {
        int[][] common = common();
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add("  " + before.get(i++));
                j++;
            } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add("- " + before.get(i++));
            } else {
                lines.add("+ " + after.get(j++));
            }
        }
        return lines;
    }

    /** The length of the longest common sequence from there on. */
    private int[][] common() {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}

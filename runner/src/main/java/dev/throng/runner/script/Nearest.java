package dev.throng.runner.script;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses which known word a misspelt one stands for. */
public final class Nearest {
    private Nearest() {}

    /** {@code , did you mean token?}; empty when nothing known is near. */
    public static String hint(String given, Collection<String> known) {
        int allowed = given.length() < 3 ? 0 : Math.max(1, given.length() / 3);
        return known.stream()
                .filter(word -> distance(given, word) <= allowed)
                .min(Comparator.comparingInt((String word) -> distance(given, word))
                        .thenComparing(word -> word))
                .map(word -> ", did you mean " + word + "?")
                .orElse("");
    }

    /** Edits between two words, whatever their case: one letter inserted, left out, exchanged, or two swapped. */
    static int distance(String a, String b) {
        String one = a.toLowerCase(Locale.ROOT);
        String two = b.toLowerCase(Locale.ROOT);
        int[][] edits = new int[one.length() + 1][two.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= two.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, one, two, i, j);
            }
        }
        return edits[one.length()][two.length()];
    }

    private static int cheapest(int[][] edits, String one, String two, int i, int j) {
        int exchanged = edits[i - 1][j - 1] + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
        int best = Math.min(exchanged, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == two.charAt(j - 2) && one.charAt(i - 2) == two.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}

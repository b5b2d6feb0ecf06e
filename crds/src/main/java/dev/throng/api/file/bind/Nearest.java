package dev.throng.api.file.bind;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that a misspelt one most likely means. */
public final class Nearest {
    private static final int LONGEST = 64;

    private Nearest() {}

    /** Equal but for case, '-' and '_', or else the one with the least slips of the pen, if those are few. */
    public static Optional<String> to(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = plain(name);
        return known.stream()
                .filter(candidate -> plain(candidate).equals(plain))
                .findFirst()
                .or(() -> known.stream()
                        .filter(candidate -> slips(plain, plain(candidate)) <= allowed(plain))
                        .min(Comparator.comparingInt(candidate -> slips(plain, plain(candidate)))));
    }

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    private static int allowed(String name) {
        return name.length() <= 3 ? 1 : name.length() <= 8 ? 2 : 3;
    }

    /** Letters left out, added, changed, or two neighbours swapped (optimal string alignment). */
    static int slips(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}

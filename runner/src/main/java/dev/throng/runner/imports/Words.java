package dev.throng.runner.imports;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names as LoadTests have them, of names as others have them. */
public final class Words {
    /** These mean something in expressions. */
    private static final Set<String> TAKEN = Set.of(
            "random", "env", "user", "users", "iteration", "counter", "now", "timestamp", "true", "false", "null");

    private static final int LONGEST = 60;

    private final Set<String> given = new HashSet<>();

    /** A variable's name; the same for the same text. */
    public static String variable(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
        String word = plain.matches("[A-Za-z_].*") ? plain : "v_" + plain;
        String cut = word.substring(0, Math.min(LONGEST, word.length()));
        return TAKEN.contains(cut) ? cut + "_" : cut;
    }

    /** A variable's name that was not given before. */
    public String fresh(String name) {
        String base = variable(name);
        String fresh = base;
        for (int i = 2; !given.add(fresh); i++) {
            fresh = base.substring(0, Math.min(LONGEST - 6, base.length())) + i;
        }
        return fresh;
    }

    /** A name that was not given before, in whatever characters. */
    public String freshName(String name, int longest) {
        String base = name.isBlank() ? "unnamed" : cut(name.strip(), longest - 6);
        String fresh = base;
        for (int i = 2; !given.add(fresh); i++) {
            fresh = base + " " + i;
        }
        return fresh;
    }

    /** Not longer, and never through the middle of a character. */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }

    /** A name as Kubernetes wants it. */
    public static String label(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
        String cut = plain.substring(0, Math.min(40, plain.length())).replaceAll("-+$", "");
        return cut.isEmpty() ? "imported" : cut;
    }
}

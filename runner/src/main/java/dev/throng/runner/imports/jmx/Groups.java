package dev.throng.runner.imports.jmx;

import org.jspecify.annotations.Nullable;

/** Groups of regular expressions: JMeter takes any of them, a capture here takes the first. */
final class Groups {
    private static final int LONGEST = 1024;

    private Groups() {}

    /**
     * The same expression with this group as its only one, which 0 is as the whole match.
     *
     * @return null when it refers to its groups and another than the first is wanted, or would be longer than an expression may be
     */
    static @Nullable String only(String pattern, int group) {
        if (group == 1) {
            return pattern.length() > LONGEST ? null : pattern;
        }
        StringBuilder only = new StringBuilder();
        int count = 0;
        int brackets = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                char next = pattern.charAt(++i);
                if (next == 'Q') {
                    int end = pattern.indexOf("\\E", i);
                    int behind = end < 0 ? pattern.length() : end + 2;
                    only.append(pattern, i - 1, behind);
                    i = behind - 1;
                    continue;
                }
                if (next == 'k' || next >= '1' && next <= '9') {
                    return null;
                }
                only.append(c).append(next);
                continue;
            }
            brackets += c == '[' ? 1 : c == ']' && brackets > 0 ? -1 : 0;
            only.append(c);
            if (c == '(' && brackets == 0) {
                int inside = inside(pattern, i + 1);
                if (inside >= 0 && ++count != group) {
                    only.append("?:");
                    i = inside - 1;
                } else if (inside > i + 1) {
                    i = inside - 1;
                }
            }
        }
        String made = group == 0 && count > 0 ? "(" + only + ")" : only.toString();
        return made.length() > LONGEST ? null : made;
    }

    /** Where a group that is numbered begins, behind its name if it has one; -1 for one that is not. */
    private static int inside(String pattern, int at) {
        if (!pattern.startsWith("?", at)) {
            return at;
        }
        boolean named =
                pattern.startsWith("?<", at) && !pattern.startsWith("?<=", at) && !pattern.startsWith("?<!", at);
        return named ? pattern.indexOf('>', at) + 1 : -1;
    }
}

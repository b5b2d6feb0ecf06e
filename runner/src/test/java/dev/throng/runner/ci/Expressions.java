package dev.throng.runner.ci;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * GitHub's expressions, as far as the action has any: names, texts, {@code always()}, and {@code ==}, {@code !=},
 * {@code &&}, {@code ||} without brackets.
 *
 * @param values by their whole names, such as {@code steps.run.outputs.code}
 */
record Expressions(Map<String, String> values) {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{(.*?)}}");

    /** The text with the values of the expressions in it. */
    String in(String text) {
        return EXPRESSION.matcher(text).replaceAll(found -> value(found));
    }

    private String value(MatchResult found) {
        return java.util.regex.Matcher.quoteReplacement(valueOf(found.group(1)));
    }

    boolean holds(String condition) {
        return !valueOf(condition).isEmpty();
    }

    /** Empty stands for false. */
    private String valueOf(String expression) {
        return Arrays.stream(expression.split("\\|\\|"))
                .map(this::all)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private String all(String expression) {
        String last = "";
        for (String part : expression.split("&&")) {
            last = compared(part);
            if (last.isEmpty()) {
                return "";
            }
        }
        return last;
    }

    private String compared(String expression) {
        String[] equal = expression.split("==");
        if (equal.length == 2) {
            return single(equal[0]).equals(single(equal[1])) ? "true" : "";
        }
        String[] unequal = expression.split("!=");
        if (unequal.length == 2) {
            return single(unequal[0]).equals(single(unequal[1])) ? "" : "true";
        }
        return single(expression);
    }

    private String single(String word) {
        String name = word.strip();
        if (name.startsWith("'")) {
            return name.substring(1, name.length() - 1);
        }
        return name.equals("always()") ? "true" : values.getOrDefault(name, "");
    }
}

package dev.throng.runner.engine.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.Expectation.Test;
import dev.throng.runner.script.Exact;
import dev.throng.runner.script.Values;
import dev.throng.runner.script.regex.Regex;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a found value is what it must be, and the words for it. */
final class Claim {
    private static final int LONGEST = 60;

    private Claim() {}

    static boolean holds(Test test, Object value) {
        return switch (test) {
            case Expectation.Present present -> true;
            case Expectation.Equal equal -> same(value, equal.json());
            case Expectation.OneOf oneOf -> oneOf.values().stream().anyMatch(wanted -> same(value, wanted));
            case Expectation.Matches matches -> matches.pattern().find(Values.text(value)) instanceof Regex.Found.Match;
            case Expectation.OfType type -> isOf(type, value);
            case Expectation.Bound bound -> value instanceof Number number && holds(bound, number);
            case Expectation.All all -> all(all.tests(), value);
        };
    }

    private static boolean all(List<Test> tests, Object value) {
        for (Test test : tests) {
            if (!holds(test, value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Expectation.Bound bound, Number number) {
        int order = Exact.compare(number, bound.limit());
        return switch (bound.comparison()) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static boolean isOf(Expectation.OfType wanted, Object value) {
        return switch (wanted.type()) {
            case string -> value instanceof String;
            case number -> value instanceof Number;
            case integer -> value instanceof Number number && isWhole(number);
            case bool -> value instanceof Boolean;
            case array -> value instanceof JsonNode node && node.isArray();
            case object -> value instanceof JsonNode node && node.isObject();
        };
    }

    private static boolean isWhole(Number number) {
        return switch (number) {
            case Long whole -> true;
            case BigDecimal exact ->
                exact.signum() == 0 || exact.stripTrailingZeros().scale() <= 0;
            default -> number.doubleValue() == Math.rint(number.doubleValue());
        };
    }

    /** Equal as JSON values, numbers by their numeric value; a text also to what is written as it is. */
    private static boolean same(Object value, Object wanted) {
        return Values.equal(value, wanted) || value instanceof String && value.equals(Values.text(wanted));
    }

    /** What holds, behind the name of what it holds of: {@code  is at least 3}. */
    static String words(Test test) {
        return switch (test) {
            case Expectation.Present present -> " is there";
            case Expectation.Matches matches -> " matches " + matches.pattern().source();
            case Expectation.Equal equal -> " is " + typed(equal.json());
            case Expectation.OneOf oneOf -> " is " + alternatives(oneOf);
            case Expectation.OfType type -> " is " + kind(type);
            case Expectation.Bound bound -> " " + bound(bound);
            case Expectation.All all -> all.tests().stream().map(Claim::words).collect(Collectors.joining(" and"));
        };
    }

    /** A value that is not what it must be: {@code $.id is 7, expected 8}. */
    static String found(String what, Object value, Test test) {
        return switch (test) {
            case Expectation.Present present -> what + " is " + brief(value);
            case Expectation.Equal equal -> unequal(what, value, equal.json());
            case Expectation.OneOf oneOf -> what + " is " + typed(value) + ", expected " + alternatives(oneOf);
            case Expectation.Matches matches -> unmatched(what, value, matches.pattern());
            case Expectation.OfType type -> what + " is " + typed(value) + ", expected " + kind(type);
            case Expectation.Bound bound -> what + " is " + typed(value) + ", expected " + bound(bound);
            case Expectation.All all ->
                all.tests().stream()
                        .filter(one -> !holds(one, value))
                        .map(one -> found(what, value, one))
                        .findFirst()
                        .orElse(what + " is " + typed(value));
        };
    }

    private static String unequal(String what, Object value, Object wanted) {
        boolean alike =
                Values.text(value).equals(Values.text(wanted)) && value instanceof String != wanted instanceof String;
        return what + " is " + (alike ? typed(value) : brief(value)) + ", expected "
                + (alike ? typed(wanted) : Values.text(wanted));
    }

    private static String unmatched(String what, Object value, Regex pattern) {
        return pattern.find(Values.text(value)) == Regex.Found.Nothing.UNDECIDED
                ? what + ": " + pattern.undecided()
                : what + " is " + brief(value) + ", expected to match " + pattern.source();
    }

    private static String alternatives(Expectation.OneOf oneOf) {
        return oneOf.values().stream().map(Claim::typed).collect(Collectors.joining(" or "));
    }

    private static String kind(Expectation.OfType wanted) {
        return switch (wanted.type()) {
            case string -> "a string";
            case number -> "a number";
            case integer -> "an integer";
            case bool -> "true or false";
            case array -> "an array";
            case object -> "an object";
        };
    }

    private static String bound(Expectation.Bound bound) {
        String limit = Values.text(bound.limit());
        return switch (bound.comparison()) {
            case LESS -> "below " + limit;
            case LESS_OR_EQUAL -> "at most " + limit;
            case GREATER -> "above " + limit;
            case GREATER_OR_EQUAL -> "at least " + limit;
        };
    }

    /** Where both are written alike, the text is the one in quotes. */
    static String typed(Object value) {
        return value instanceof String ? '"' + brief(value) + '"' : brief(value);
    }

    private static String brief(Object value) {
        String text = Values.text(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}

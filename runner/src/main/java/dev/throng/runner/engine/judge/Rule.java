package dev.throng.runner.engine.judge;

import dev.throng.runner.http.ResponseParser;
import dev.throng.runner.plan.Expectation;
import dev.throng.runner.script.Values;
import dev.throng.runner.script.json.JsonQuery;
import dev.throng.runner.script.regex.Regex;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One check of a response, made ready once. */
@FunctionalInterface
interface Rule {
    /** What is wrong, for people; null when nothing is. */
    @Nullable String broken(ResponseParser response, Content body);

    static Rule of(Expectation.Check check) {
        return switch (check) {
            case Expectation.JsonCheck json -> ofJson(json);
            case Expectation.HeaderCheck header -> ofHeader(header);
            case Expectation.BodyContains contains ->
                (response, body) -> body.contains(contains.utf8(), contains.text())
                        ? null
                        : "body lacks \"" + contains.text() + '"';
            case Expectation.BodyMatches matches ->
                (response, body) -> unmatched("body", matches.pattern(), body.text());
        };
    }

    /** What a check that holds has found, for people. */
    static String words(Expectation.Check check) {
        return switch (check) {
            case Expectation.JsonCheck json -> json.path().source() + words(json.test());
            case Expectation.HeaderCheck header -> "header " + header.name() + words(header.test());
            case Expectation.BodyContains contains -> "body contains \"" + contains.text() + '"';
            case Expectation.BodyMatches matches ->
                "body matches " + matches.pattern().source();
        };
    }

    private static String words(Expectation.Test test) {
        return switch (test) {
            case Expectation.Present present -> " is there";
            case Expectation.Equal equal -> " is " + typed(equal.json());
            case Expectation.Matches matches -> " matches " + matches.pattern().source();
        };
    }

    /** Null when it matches. */
    static @Nullable String unmatched(String what, Regex pattern, String text) {
        return switch (pattern.find(text)) {
            case Regex.Found.Match match -> null;
            case Regex.Found.Nothing nothing ->
                nothing == Regex.Found.Nothing.UNDECIDED
                        ? what + ": " + pattern.undecided()
                        : what + " does not match " + pattern.source();
        };
    }

    private static Rule ofJson(Expectation.JsonCheck check) {
        var path = check.path();
        if (check.test() instanceof Expectation.Present) {
            return (response, body) -> path.present(body.json()) ? null : missing(path, body);
        }
        Predicate<Object> test = value -> holds(check.test(), value);
        return (response, body) -> path.test(body.json(), test) ? null : other(path, body, check.test());
    }

    /** {@code $.id missing}; of a body that is no JSON also where it stops being JSON. */
    static String missing(JsonQuery path, Content body) {
        String flaw = body.json().flaw();
        return path.source() + " missing" + (flaw == null ? "" : ": " + flaw);
    }

    private static String other(JsonQuery path, Content body, Expectation.Test test) {
        Object value = path.first(body.json());
        return value == null ? missing(path, body) : found(path.source(), value, test);
    }

    private static Rule ofHeader(Expectation.HeaderCheck check) {
        return (response, body) -> {
            List<String> values = response.headers(check.name());
            return values.stream().anyMatch(value -> holds(check.test(), value))
                    ? null
                    : header(check.name(), values, check.test());
        };
    }

    private static boolean holds(Expectation.Test test, Object value) {
        return switch (test) {
            case Expectation.Present present -> true;
            case Expectation.Equal equal -> same(value, equal.json());
            case Expectation.Matches matches -> matches.pattern().find(Values.text(value)) instanceof Regex.Found.Match;
        };
    }

    /** Equal as JSON values, numbers by their numeric value; a text also to what is written as it is. */
    private static boolean same(Object value, Object wanted) {
        return Values.equal(value, wanted) || value instanceof String && value.equals(Values.text(wanted));
    }

    private static String header(String name, List<String> values, Expectation.Test test) {
        return switch (values.size()) {
            case 0 -> "header " + name + " missing";
            case 1 -> found("header " + name, values.getFirst(), test);
            default -> found("header " + name, String.join(" and ", values), test);
        };
    }

    private static String found(String what, Object value, Expectation.Test test) {
        if (test instanceof Expectation.Equal equal
                && Values.text(value).equals(Values.text(equal.json()))
                && value instanceof String != equal.json() instanceof String) {
            return what + " is " + typed(value) + ", expected " + typed(equal.json());
        }
        if (test instanceof Expectation.Matches matches
                && matches.pattern().find(Values.text(value)) == Regex.Found.Nothing.UNDECIDED) {
            return what + ": " + matches.pattern().undecided();
        }
        return what + " is " + brief(value)
                + switch (test) {
                    case Expectation.Present present -> "";
                    case Expectation.Equal equal -> ", expected " + Values.text(equal.json());
                    case Expectation.Matches matches ->
                        ", expected to match " + matches.pattern().source();
                };
    }

    /** Where both are written alike, the text is the one in quotes. */
    private static String typed(Object value) {
        return value instanceof String ? '"' + brief(value) + '"' : brief(value);
    }

    private static String brief(Object value) {
        String text = Values.text(value);
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}

package dev.throng.runner.engine.judge;

import dev.throng.runner.http.ResponseParser;
import dev.throng.runner.plan.Expectation;
import java.math.BigDecimal;
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
                (response, body) -> body.contains(contains.utf8()) ? null : "body lacks \"" + contains.text() + '"';
            case Expectation.BodyMatches matches ->
                (response, body) -> matches.pattern().matches(body.text())
                        ? null
                        : "body does not match " + matches.pattern().source();
        };
    }

    private static Rule ofJson(Expectation.JsonCheck check) {
        var path = check.path();
        if (check.test() instanceof Expectation.Present) {
            return (response, body) -> path.present(body.json()) ? null : path.source() + " missing";
        }
        Predicate<Object> test = value -> holds(check.test(), value);
        return (response, body) ->
                path.test(body.json(), test) ? null : found(path.source(), path.first(body.json()), check.test());
    }

    private static Rule ofHeader(Expectation.HeaderCheck check) {
        return (response, body) -> {
            String value = response.header(check.name());
            return value != null && holds(check.test(), value)
                    ? null
                    : found("header " + check.name(), value, check.test());
        };
    }

    private static boolean holds(Expectation.Test test, Object value) {
        return switch (test) {
            case Expectation.Present present -> true;
            case Expectation.Equal equal -> same(value, equal.json());
            case Expectation.Matches matches -> matches.pattern().matches(value.toString());
        };
    }

    /** Equal as JSON values: numbers by their numeric value, whatever their type. */
    private static boolean same(Object value, Object wanted) {
        if (value instanceof Number && wanted instanceof Number) {
            return new BigDecimal(value.toString()).compareTo(new BigDecimal(wanted.toString())) == 0;
        }
        return value.equals(wanted) || value instanceof String && value.equals(wanted.toString());
    }

    private static String found(String what, @Nullable Object value, Expectation.Test test) {
        if (value == null) {
            return what + " missing";
        }
        return what + " is " + brief(value)
                + switch (test) {
                    case Expectation.Present present -> "";
                    case Expectation.Equal equal -> ", expected " + equal.json();
                    case Expectation.Matches matches ->
                        ", expected to match " + matches.pattern().source();
                };
    }

    private static String brief(Object value) {
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}

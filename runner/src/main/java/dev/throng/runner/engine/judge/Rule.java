package dev.throng.runner.engine.judge;

import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.Expectation.Which;
import dev.throng.runner.script.json.JsonQuery;
import dev.throng.runner.script.markup.Selector;
import dev.throng.runner.script.regex.Regex;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One check of a response, made ready once. */
@FunctionalInterface
interface Rule {
    /** What is wrong, for people; null when nothing is. @param user who holds the cookies */
    @Nullable String broken(ResponseParser response, Content body, CaptureExtractor.Holder user);

    static Rule of(Expectation.Check check) {
        return switch (check) {
            case Expectation.JsonCheck json -> ofJson(json);
            case Expectation.ElementCheck element -> (response, body, user) -> element(element, body);
            case Expectation.HeaderCheck header ->
                (response, body, user) -> field(
                        "header " + header.name(), response.headers(header.name()), header.test(), header.which());
            case Expectation.CookieCheck cookie ->
                (response, body, user) -> {
                    String value = user.cookie(cookie.name());
                    List<String> values = value == null ? List.of() : List.of(value);
                    return field("cookie " + cookie.name(), values, cookie.test(), cookie.which());
                };
            case Expectation.BodyContains contains ->
                (response, body, user) -> body.contains(contains.utf8(), contains.text())
                        ? null
                        : "body lacks \"" + contains.text() + '"';
            case Expectation.BodyLacks lacks ->
                (response, body, user) ->
                        body.contains(lacks.utf8(), lacks.text()) ? "body contains \"" + lacks.text() + '"' : null;
            case Expectation.BodyMatches matches ->
                (response, body, user) -> unmatched("body", matches.pattern(), body.text());
            case Expectation.BodySize size -> (response, body, user) -> size(size, body.length());
            case Expectation.SchemaCheck schema ->
                (response, body, user) -> body.isOf(schema.share())
                        ? schema.schema().broken(body.array(), body.from(), body.length())
                        : null;
            case Expectation.BodyDigest digest ->
                (response, body, user) -> {
                    String found = body.digest(digest.digest());
                    return found.equals(digest.hex())
                            ? null
                            : digest.digest() + " of the body is " + found + ", expected " + digest.hex();
                };
        };
    }

    /** What a check that holds has found, for people. */
    static String words(Expectation.Check check) {
        return switch (check) {
            case Expectation.JsonCheck json -> json.path().source() + words(json.test(), json.which());
            case Expectation.ElementCheck element ->
                element.selector().source() + words(element.test(), element.which());
            case Expectation.HeaderCheck header -> "header " + header.name() + words(header.test(), header.which());
            case Expectation.CookieCheck cookie -> "cookie " + cookie.name() + words(cookie.test(), cookie.which());
            case Expectation.BodyContains contains -> "body contains \"" + contains.text() + '"';
            case Expectation.BodyLacks lacks -> "body lacks \"" + lacks.text() + '"';
            case Expectation.BodyMatches matches ->
                "body matches " + matches.pattern().source();
            case Expectation.BodySize size -> "body has" + limits(size);
            case Expectation.SchemaCheck schema ->
                "body is valid by " + schema.schema().name();
            case Expectation.BodyDigest digest -> digest.digest() + " of the body is " + digest.hex();
        };
    }

    private static String words(Expectation.Test test, Which which) {
        return switch (which) {
            case FIRST -> Claim.words(test);
            case EACH -> " each" + Claim.words(test);
            case NONE -> ": nothing that" + Claim.words(test);
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
        JsonQuery path = check.path();
        Expectation.Test test = check.test();
        return switch (check.which()) {
            case FIRST -> first(path, test);
            case EACH -> (response, body, user) -> each(path, body, test);
            case NONE -> (response, body, user) -> none(path, body, test);
        };
    }

    private static Rule first(JsonQuery path, Expectation.Test test) {
        if (test instanceof Expectation.Present) {
            return (response, body, user) -> path.present(body.json()) ? null : missing(path, body);
        }
        Predicate<Object> holds = value -> Claim.holds(test, value);
        return (response, body, user) -> path.test(body.json(), holds) ? null : other(path, body, test);
    }

    private static @Nullable String each(JsonQuery path, Content body, Expectation.Test test) {
        List<Object> values = path.all(body.json());
        for (int i = 0; i < values.size(); i++) {
            if (!Claim.holds(test, values.get(i))) {
                return Claim.found(
                        path.source() + " (the " + (i + 1) + ". of " + values.size() + ")", values.get(i), test);
            }
        }
        return values.isEmpty() ? missing(path, body) : null;
    }

    private static @Nullable String none(JsonQuery path, Content body, Expectation.Test test) {
        if (body.json().flaw() != null) {
            return missing(path, body);
        }
        for (Object value : path.all(body.json())) {
            if (Claim.holds(test, value)) {
                return path.source() + " is " + Claim.typed(value) + ", which must not be";
            }
        }
        return null;
    }

    private static @Nullable String element(Expectation.ElementCheck check, Content body) {
        String what = check.selector().source();
        List<String> values = check.selector().all(body.markup());
        if (check.which() == Which.NONE) {
            return field(what, values, check.test(), Which.NONE);
        }
        int last = check.which() == Which.EACH ? values.size() : Math.min(1, values.size());
        for (int i = 0; i < last; i++) {
            if (!Claim.holds(check.test(), values.get(i))) {
                String which = last > 1 ? what + " (the " + (i + 1) + ". of " + last + ")" : what;
                return Claim.found(which, values.get(i), check.test());
            }
        }
        return values.isEmpty() ? missing(check.selector(), body) : null;
    }

    static String missing(Selector selector, Content body) {
        String flaw = body.markup().flaw();
        return selector.source() + " missing" + (flaw == null ? "" : ": " + flaw);
    }

    /** {@code $.id missing}; of a body that is no JSON also where it stops being JSON. */
    static String missing(JsonQuery path, Content body) {
        String flaw = body.json().flaw();
        return path.source() + " missing" + (flaw == null ? "" : ": " + flaw);
    }

    private static String other(JsonQuery path, Content body, Expectation.Test test) {
        Object value = path.first(body.json());
        return value == null ? missing(path, body) : Claim.found(path.source(), value, test);
    }

    private static @Nullable String field(String what, List<String> values, Expectation.Test test, Which which) {
        if (which == Which.NONE) {
            return values.stream()
                    .filter(value -> Claim.holds(test, value))
                    .findFirst()
                    .map(value -> what + " is " + value + ", which must not be")
                    .orElse(null);
        }
        return values.stream().anyMatch(value -> Claim.holds(test, value)) ? null : unlike(what, values, test);
    }

    private static String unlike(String what, List<String> values, Expectation.Test test) {
        return switch (values.size()) {
            case 0 -> what + " missing";
            case 1 -> Claim.found(what, values.getFirst(), test);
            default -> Claim.found(what, String.join(" and ", values), test);
        };
    }

    private static @Nullable String size(Expectation.BodySize size, int bytes) {
        return bytes >= size.minBytes() && bytes <= size.maxBytes()
                ? null
                : "body has " + bytes + " bytes, expected" + limits(size);
    }

    private static String limits(Expectation.BodySize size) {
        String least = size.minBytes() == 0 ? "" : " at least " + size.minBytes();
        String most = size.maxBytes() == Long.MAX_VALUE ? "" : " at most " + size.maxBytes();
        return least + (least.isEmpty() || most.isEmpty() ? "" : " and") + most + " bytes";
    }
}

package dev.throng.runner.plan;

import dev.throng.runner.script.json.JsonQuery;
import dev.throng.runner.script.regex.Regex;
import java.util.List;
import java.util.Optional;

/**
 * What a response must be. The first case whose status set holds the response's status is the one that judges it; no
 * such case: the request fails with "status 503, expected 200 or 404".
 *
 * @param cases at least one
 */
public record Expectation(List<Case> cases) {
    /** Status below 400, nothing else. */
    public static final Expectation DEFAULT =
            new Expectation(List.of(new Case(StatusSet.BELOW_400, List.of(), Optional.empty(), -1)));

    /** Whether judging needs the body's bytes. */
    public boolean needsBody() {
        return cases.stream().anyMatch(c -> c.checks().stream().anyMatch(Check::needsBody));
    }

    /**
     * @param maxDurationNanos limit of the response time from the intended start; -1 when none
     */
    public record Case(StatusSet status, List<Check> checks, Optional<String> label, long maxDurationNanos) {}

    /** One check of a response beside its status. */
    public sealed interface Check {
        default boolean needsBody() {
            return !(this instanceof HeaderCheck);
        }
    }

    /** {@code test} decides over the values the path yields; none at all fails. */
    public record JsonCheck(JsonQuery path, Test test) implements Check {}

    public record HeaderCheck(String name, Test test) implements Check {}

    public record BodyContains(byte[] utf8, String text) implements Check {}

    public record BodyMatches(Regex pattern) implements Check {}

    /** What a found value must be. */
    public sealed interface Test {}

    public record Present() implements Test {}

    /** Equal by JSON value (numbers by numeric value); for headers by text. */
    public record Equal(Object json) implements Test {}

    /** The value's text is matched somewhere by the pattern. */
    public record Matches(Regex pattern) implements Test {}
}

package dev.throng.runner.plan.step;

import dev.throng.api.check.JsonType;
import dev.throng.runner.contract.BodySchema;
import dev.throng.runner.script.Condition;
import dev.throng.runner.script.json.JsonQuery;
import dev.throng.runner.script.markup.Selector;
import dev.throng.runner.script.regex.Regex;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a response must be. The first case whose status set holds the response's status is the one that judges it; no
 * such case: the request fails with "status 503, expected 200 or 404".
 *
 * @param cases at least one
 * @param that what must be true beside, once values are captured
 * @param checks of the scenario that must be met too
 * @param soft those that are counted and fail nothing
 */
public record Expectation(List<Case> cases, List<Condition> that, List<Named> checks, List<Named> soft) {
    /** Status below 400, nothing else. */
    public static final Expectation DEFAULT =
            new Expectation(List.of(new Case(StatusSet.BELOW_400, List.of(), Optional.empty(), -1)));

    /** Of a call of gRPC: it went well. */
    public static final Expectation RPC =
            new Expectation(List.of(new Case(StatusSet.RPC_OK, List.of(), Optional.empty(), -1)));

    /** Of the handshake of a WebSocket: the server agrees. */
    public static final Expectation SWITCHING =
            new Expectation(List.of(new Case(StatusSet.of(List.of(101)), List.of(), Optional.empty(), -1)));

    /** Whatever comes. */
    public static final Expectation ANY =
            new Expectation(List.of(new Case(StatusSet.ALL, List.of(), Optional.empty(), -1)));

    public Expectation(List<Case> cases) {
        this(cases, List.of(), List.of(), List.of());
    }

    /** Whether judging needs the body's bytes. */
    public boolean needsBody() {
        return all().anyMatch(Check::needsBody);
    }

    /** Whether some of the responses are looked at closer than others. */
    public boolean isSampled() {
        return all().anyMatch(check -> check instanceof SchemaCheck schema && schema.share() < 1);
    }

    private Stream<Check> all() {
        Stream<Case> named = Stream.concat(checks.stream(), soft.stream()).map(Named::whole);
        return Stream.concat(cases.stream(), named).flatMap(one -> one.checks().stream());
    }

    /**
     * A check of the scenario, which is met or not.
     *
     * @param whole what the response must be
     * @param that what must be true beside
     */
    public record Named(String name, Case whole, List<Condition> that) {}

    /**
     * @param maxDurationNanos limit of the response time from the intended start; -1 when none
     */
    public record Case(StatusSet status, List<Check> checks, Optional<String> label, long maxDurationNanos) {}

    /** One check of a response beside its status. */
    public sealed interface Check {
        default boolean needsBody() {
            return !(this instanceof HeaderCheck || this instanceof CookieCheck);
        }
    }

    /** Of which of the values that are found a test must hold. */
    public enum Which {
        /** Of the first; of several fields of one name, of one of them. */
        FIRST,
        /** Of each, and there must be one. */
        EACH,
        /** Of none; there need not be one. */
        NONE
    }

    public record JsonCheck(JsonQuery path, Test test, Which which) implements Check {}

    public record HeaderCheck(String name, Test test, Which which) implements Check {
        public HeaderCheck(String name, Test test) {
            this(name, test, Which.FIRST);
        }
    }

    /** Of a cookie that the user holds after the response. */
    public record CookieCheck(String name, Test test, Which which) implements Check {}

    /** Of a body of HTML or XML. */
    public record ElementCheck(Selector selector, Test test, Which which) implements Check {}

    public record BodyContains(byte[] utf8, String text) implements Check {}

    public record BodyLacks(byte[] utf8, String text) implements Check {}

    public record BodyMatches(Regex pattern) implements Check {}

    /** Of the decompressed body, both ends included. */
    public record BodySize(long minBytes, long maxBytes) implements Check {}

    /** @param share of the responses that are validated, from 0 to 1 */
    public record SchemaCheck(BodySchema schema, double share) implements Check {}

    /** @param hex lower case */
    public record BodyDigest(Digest digest, String hex) implements Check {}

    /** What a found value must be. */
    public sealed interface Test {}

    public record Present() implements Test {}

    /** Equal by JSON value (numbers by numeric value); for headers by text. */
    public record Equal(Object json) implements Test {}

    /** Equal to one of these in that way. */
    public record OneOf(List<Object> values) implements Test {}

    /** The value's text is matched somewhere by the pattern. */
    public record Matches(Regex pattern) implements Test {}

    public record OfType(JsonType type) implements Test {}

    /** A number on that side of the limit. */
    public record Bound(Comparison comparison, double limit) implements Test {}

    /** All of these. */
    public record All(List<Test> tests) implements Test {}
}

package dev.throng.runner.engine.judge;

import dev.throng.runner.http.ResponseParser;
import dev.throng.runner.plan.Capture;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Values;
import dev.throng.runner.script.regex.Regex;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.witness.Seen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes values out of a response into the user's variables. */
public final class Captor {
    /** Whose variables are set: a user, with its cookies. */
    public interface Holder extends Scope {
        @Nullable String cookie(String name);
    }

    private Captor() {}

    /** Null when everything was found that must be. */
    public static @Nullable Failure apply(List<Capture> captures, Holder user, ResponseParser response, Content body) {
        Failure failure = null;
        for (int i = 0; i < captures.size(); i++) {
            Capture capture = captures.get(i);
            Object value = value(capture, user, response, body);
            user.variable(capture.variable(), value);
            if (value == null && failure == null && (!capture.optional() || undecided(capture, body))) {
                failure = new Failure(FailureKind.CAPTURE, missing(capture, body));
            }
        }
        return failure;
    }

    /** What was found where, after {@link #apply}. */
    public static List<Seen.Finding> findings(
            List<Capture> captures, Holder user, ResponseParser response, Content body) {
        return captures.stream()
                .map(capture -> finding(capture, value(capture, user, response, body), body))
                .toList();
    }

    private static Seen.Finding finding(Capture capture, @Nullable Object value, Content body) {
        boolean lacks = value == null && (!capture.optional() || undecided(capture, body));
        String found =
                value == null ? (lacks ? missing(capture, body) : "unset, " + missing(capture, body)) : shown(value);
        return new Seen.Finding(!lacks, capture.name() + ": " + found, value == null ? "" : capture.source());
    }

    private static String shown(Object value) {
        return value instanceof String text ? '"' + text + '"' : Values.text(value);
    }

    private static @Nullable Object value(Capture capture, Holder user, ResponseParser response, Content body) {
        return switch (capture) {
            case Capture.Json json -> json.path().first(body.json());
            case Capture.Header header ->
                response.headers(header.header()).stream().findFirst().orElse(null);
            case Capture.Regex regex ->
                regex.pattern().find(body.text()) instanceof Regex.Found.Match match ? match.text() : null;
            case Capture.Cookie cookie -> user.cookie(cookie.cookie());
        };
    }

    /** What is not known to be missing is not optional. */
    private static boolean undecided(Capture capture, Content body) {
        return capture instanceof Capture.Regex regex
                && regex.pattern().find(body.text()) == Regex.Found.Nothing.UNDECIDED;
    }

    private static String missing(Capture capture, Content body) {
        return switch (capture) {
            case Capture.Json json -> Rule.missing(json.path(), body);
            case Capture.Header header -> "header " + header.header() + " missing";
            case Capture.Regex regex -> {
                String unmatched = Rule.unmatched("body", regex.pattern(), body.text());
                yield unmatched == null ? "the group of " + regex.pattern().source() + " took no part" : unmatched;
            }
            case Capture.Cookie cookie -> "cookie " + cookie.cookie() + " missing";
        };
    }
}

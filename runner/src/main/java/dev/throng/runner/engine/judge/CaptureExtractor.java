package dev.throng.runner.engine.judge;

import dev.throng.api.client.RpcStatus;
import dev.throng.api.step.ResponsePart;
import dev.throng.api.step.Take;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.plan.step.Capture;
import dev.throng.runner.plan.step.Digest;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Values;
import dev.throng.runner.script.json.Json;
import dev.throng.runner.script.regex.Regex;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.witness.Seen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes values out of a response into the user's variables. */
public final class CaptureExtractor {
    /** Whose variables are set: a user, with its cookies. */
    public interface Holder extends Scope {
        @Nullable String cookie(String name);
    }

    private CaptureExtractor() {}

    /**
     * Null when everything was found that must be.
     *
     * @param tookNanos the response time from the intended start
     */
    public static @Nullable Failure apply(
            List<Capture> captures, Holder user, ResponseParser response, Content body, long tookNanos) {
        Failure failure = null;
        for (int i = 0; i < captures.size(); i++) {
            Capture capture = captures.get(i);
            Object value = value(capture, user, response, body, tookNanos);
            user.variable(capture.variable(), value);
            if (value == null && failure == null && (!capture.optional() || undecided(capture, body))) {
                failure = new Failure(FailureKind.CAPTURE, missing(capture, body));
            }
        }
        return failure;
    }

    /** What was found where, after {@link #apply}. */
    public static List<Seen.Finding> findings(List<Capture> captures, Holder user, Content body) {
        return captures.stream()
                .map(capture -> finding(capture, user.variable(capture.variable()), body))
                .toList();
    }

    private static Seen.Finding finding(Capture capture, @Nullable Object value, Content body) {
        boolean lacks = value == null && (!capture.optional() || undecided(capture, body));
        if (value == null) { // not as "name: why", which would be masked as a value where the name is a secret's
            String why = (lacks ? "" : "which is optional, ") + missing(capture, body);
            return new Seen.Finding(!lacks, "no " + capture.name() + ": " + why);
        }
        return new Seen.Finding(true, capture.name() + ": " + shown(value), capture.source());
    }

    private static String shown(Object value) {
        return value instanceof String text ? '"' + text + '"' : Values.text(value);
    }

    private static @Nullable Object value(
            Capture capture, Holder user, ResponseParser response, Content body, long tookNanos) {
        return switch (capture) {
            case Capture.Cookie cookie -> user.cookie(cookie.cookie());
            case Capture.Whole whole -> whole(whole.part(), response, body, tookNanos);
            case Capture.Json json when json.take() == Take.first -> json.path().first(body.json());
            case Capture.Regex regex
            when regex.take() == Take.first ->
                regex.pattern().find(body.text()) instanceof Regex.Found.Match match ? match.text() : null;
            case Capture.Json json -> taken(json.take(), json.path().all(body.json()), user);
            case Capture.Element element ->
                taken(element.take(), element.selector().all(body.markup()), user);
            case Capture.Header header -> taken(header.take(), response.headers(header.header()), user);
            case Capture.Regex regex -> {
                List<String> found = regex.pattern().all(body.text());
                yield found == null ? null : taken(regex.take(), found, user);
            }
        };
    }

    private static Object whole(ResponsePart part, ResponseParser response, Content body, long tookNanos) {
        return switch (part) {
            case status ->
                RpcStatus.ofNumber(response.status())
                        .map(status -> (Object) status.name())
                        .orElse((long) response.status());
            case body -> body.text();
            case size -> (long) body.length();
            case millis -> Math.round(tookNanos / 1e3) / 1e3;
            case sha256 -> body.digest(Digest.SHA256);
            case md5 -> body.digest(Digest.MD5);
        };
    }

    private static @Nullable Object taken(Take take, List<?> found, Holder user) {
        if (take == Take.count) {
            return (long) found.size();
        }
        if (found.isEmpty()) {
            return null;
        }
        return switch (take) {
            case first -> found.getFirst();
            case last -> found.getLast();
            case random -> found.get(user.random().nextInt(found.size()));
            case all, count -> Json.array(found);
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
            case Capture.Element element -> Rule.missing(element.selector(), body);
            case Capture.Header header -> "header " + header.header() + " missing";
            case Capture.Regex regex -> {
                String unmatched = Rule.unmatched("body", regex.pattern(), body.text());
                yield unmatched == null ? "the group of " + regex.pattern().source() + " took no part" : unmatched;
            }
            case Capture.Cookie cookie -> "cookie " + cookie.cookie() + " missing";
            case Capture.Whole whole -> whole.source() + " missing";
        };
    }
}

package dev.throng.runner.engine.judge;

import dev.throng.runner.http.ResponseParser;
import dev.throng.runner.plan.Capture;
import dev.throng.runner.script.Scope;
import dev.throng.runner.stats.FailureKind;
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
            if (value == null && !capture.optional() && failure == null) {
                failure = new Failure(FailureKind.CAPTURE, missing(capture));
            }
        }
        return failure;
    }

    private static @Nullable Object value(Capture capture, Holder user, ResponseParser response, Content body) {
        return switch (capture) {
            case Capture.Json json -> json.path().first(body.json());
            case Capture.Header header -> response.header(header.name());
            case Capture.Regex regex -> regex.pattern().capture(body.text());
            case Capture.Cookie cookie -> user.cookie(cookie.name());
        };
    }

    private static String missing(Capture capture) {
        return switch (capture) {
            case Capture.Json json -> json.path().source() + " missing";
            case Capture.Header header -> "header " + header.name() + " missing";
            case Capture.Regex regex -> "body does not match " + regex.pattern().source();
            case Capture.Cookie cookie -> "cookie " + cookie.name() + " missing";
        };
    }
}

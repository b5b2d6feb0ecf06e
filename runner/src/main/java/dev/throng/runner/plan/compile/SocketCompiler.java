package dev.throng.runner.plan.compile;

import dev.throng.api.check.ExpectSpec;
import dev.throng.api.step.MessageSpec;
import dev.throng.api.step.OnFailure;
import dev.throng.api.step.StepSpec;
import dev.throng.api.step.WebSocketSpec;
import dev.throng.runner.plan.compile.answer.CaptureCompiler;
import dev.throng.runner.plan.compile.answer.Checks;
import dev.throng.runner.plan.compile.answer.ExpectCompiler;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Condition;
import dev.throng.runner.script.Constant;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Steps of WebSockets. */
final class SocketCompiler {
    private static final String ONLY = "";
    private static final int LONGEST_NAME = 64;
    private static final Duration USUAL_CLOSE = Duration.ofSeconds(5);

    private final Scripts scripts;
    private final Variables variables;
    private final Checks checks;
    private final HttpSettings http;
    private final String user;

    SocketCompiler(Scripts scripts, Variables variables, Checks checks, HttpSettings http, String user) {
        this.scripts = scripts;
        this.variables = variables;
        this.checks = checks;
        this.http = http;
        this.user = user;
    }

    static Map<String, String> headers(WebSocketSpec spec) {
        return Conversation.headers(protocols(spec), Boolean.TRUE.equals(spec.compress()));
    }

    private static List<String> protocols(WebSocketSpec spec) {
        return spec.protocols() == null ? List.of() : List.copyOf(spec.protocols());
    }

    /** A path as HTTP has it. */
    static String path(String connect) {
        return connect.replaceFirst("^ws(?=s?://)", "http");
    }

    /** @param name that its handshake is counted under */
    static Conversation.Opening opening(WebSocketSpec spec, String name) {
        String whose = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        return new Conversation.Opening(
                socket(spec), protocols(spec), Boolean.TRUE.equals(spec.compress()), Conversation.Figures.of(whose));
    }

    private static String socket(WebSocketSpec spec) {
        return spec.socket() == null ? ONLY : spec.socket();
    }

    /** @param name that it is counted under */
    Step talk(
            StepSpec step,
            WebSocketSpec spec,
            Optional<Condition> when,
            String name,
            OnFailure onFailure,
            Place place) {
        Place at = place.field("websocket");
        boolean awaits = spec.await() != null;
        if (!awaits && (step.request().capture() != null || step.request().expect() != null)) {
            place.field(step.request().capture() != null ? "capture" : "expect")
                    .problem("nothing is waited for: say websocket.await, for example 2s");
        }
        ofMessages(step.request().expect(), place.field("expect"));
        return new Step.Talk(
                user,
                name,
                socket(spec),
                Optional.ofNullable(spec.send()).map(message -> message(message, at.field("send"))),
                awaits
                        ? Optional.of(new Conversation.Patience(
                                Quantity.positive(spec.await(), http.totalTimeout(), at.field("await"))
                                        .toNanos(),
                                count(spec, at)))
                        : Optional.empty(),
                new CaptureCompiler(scripts, variables).compile(step.request().capture(), place.field("capture")),
                new ExpectCompiler(scripts, variables, checks)
                        .compile(step.request().expect(), place.field("expect")),
                when,
                onFailure);
    }

    private static int count(WebSocketSpec spec, Place at) {
        int count = spec.count() == null ? 1 : spec.count();
        if (count > 1 && spec.send() != null && spec.send().rate() != null) {
            at.field("count").problem("each message that is sent at a rate waits for one");
        }
        return count;
    }

    /** A message has neither status nor headers. */
    private static void ofMessages(@Nullable ExpectSpec expect, Place place) {
        if (expect == null) {
            return;
        }
        boolean ofResponses = Stream.of(
                        expect.status(), expect.notStatus(), expect.headers(), expect.cookies(), expect.anyOf())
                .anyMatch(Objects::nonNull);
        if (ofResponses) {
            place.problem("a message has neither status nor headers: give json, body, maxDuration or that");
        }
    }

    private Conversation.Message message(MessageSpec spec, Place place) {
        long interval = spec.rate() == null
                ? 0
                : Math.round(1e9 / Math.max(1e-9, Quantity.perSecond(spec.rate(), place.field("rate"))));
        long period = Quantity.positive(spec.period(), Duration.ofSeconds(1), place.field("for"))
                .toNanos();
        if ((spec.rate() == null) != (spec.period() == null)) {
            place.problem("rate and for belong together");
        }
        if (spec.base64() != null) {
            return new Conversation.Message(false, bytes(spec.base64(), place.field("base64")), interval, period);
        }
        return new Conversation.Message(
                true,
                spec.text() != null
                        ? scripts.text(spec.text(), variables, place.field("text"))
                        : scripts.json(Objects.requireNonNull(spec.json()), variables, place.field("json")),
                interval,
                period);
    }

    private static Constant bytes(String base64, Place place) {
        try {
            return new Constant(base64, Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            place.problem("no base64: " + e.getMessage());
            return new Constant(base64, new byte[0]);
        }
    }

    Step hangUp(
            StepSpec step,
            WebSocketSpec spec,
            Optional<Condition> when,
            String name,
            OnFailure onFailure,
            Place place) {
        int code = spec.close() == null ? 1000 : spec.close();
        if (code > 1003 && code < 3000 && (code < 1007 || code > 1014)) {
            place.field("websocket").field("close").problem(code + " must not be sent: give 1000, or 3000 to 4999");
        }
        return new Step.HangUp(
                user,
                name,
                socket(spec),
                code,
                when,
                Quantity.positive(step.request().timeout(), USUAL_CLOSE, place.field("timeout"))
                        .toNanos(),
                onFailure);
    }
}

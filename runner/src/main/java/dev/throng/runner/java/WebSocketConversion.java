package dev.throng.runner.java;

import dev.throng.runner.code.Request;
import dev.throng.runner.code.RequestMode;
import dev.throng.runner.code.Response;
import dev.throng.runner.code.SocketExchange;
import dev.throng.runner.code.SocketReply;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.scenario.RequestSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** WebSockets of the API, as sessions speak over them. */
final class WebSocketConversion {
    private static final int LONGEST_NAME = 64;
    private static final long USUAL_CLOSE = 5_000_000_000L;

    private WebSocketConversion() {}

    /** @param headers of all requests of the user */
    static Request handshake(String socket, RequestSpec spec, Map<String, String> headers) {
        if (spec.events() != null || hasContent(spec)) {
            throw new IllegalArgumentException(
                    "webSocket(…): a handshake has no content, and its answer none to be read");
        }
        String whose = spec.name().substring(0, Math.min(spec.name().length(), LONGEST_NAME));
        return RequestConversion.of(
                spec,
                spec.url().replaceFirst("^ws(?=s?://)", "http"),
                headers,
                false,
                new RequestMode.Upgraded(new Conversation.Opening(
                        socket, spec.protocols(), spec.isCompressed(), Conversation.Figures.of(whose))));
    }

    private static boolean hasContent(RequestSpec spec) {
        return spec.hasJson() || spec.body() != null || hasFields(spec);
    }

    private static boolean hasFields(RequestSpec spec) {
        return !spec.fields().isEmpty() || !spec.files().isEmpty();
    }

    /** @param within how long an answer is waited for; null when none is */
    static SocketExchange said(String socket, RequestSpec spec, @Nullable Duration within) {
        if (within == null && spec.hasChecks()) {
            throw new IllegalArgumentException("send(…): nothing is waited for that could be expected; say within(…)");
        }
        return new SocketExchange(socket, spec.name(), message(spec, 0, 0), nanos(within), judge(spec));
    }

    static SocketExchange awaited(String socket, RequestSpec spec, Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("await(" + limit + ", …): must be above 0");
        }
        if (hasContent(spec)) {
            throw new IllegalArgumentException("await(…): nothing is sent; say send(…, within(…))");
        }
        return new SocketExchange(socket, spec.name(), null, nanos(limit), judge(spec));
    }

    static SocketExchange repeated(
            String socket, RequestSpec spec, @Nullable Duration within, double perSecond, Duration time) {
        if (spec.hasChecks()) {
            throw new IllegalArgumentException("sendAtRate(…): what the answers say is not looked at");
        }
        long interval = Math.max(1, Math.round(1e9 / perSecond));
        return new SocketExchange(
                socket, spec.name(), message(spec, interval, time.toNanos()), nanos(within), judge(spec));
    }

    private static long nanos(@Nullable Duration within) {
        return within == null ? 0 : within.toNanos();
    }

    private static SocketExchange.Message message(RequestSpec spec, long intervalNanos, long periodNanos) {
        if (!spec.headers().isEmpty() || hasFields(spec)) {
            throw new IllegalArgumentException("a message has neither headers nor a form: give json, jsonText or body");
        }
        byte[] content = spec.hasJson() ? RequestConversion.json(spec.json()) : spec.body();
        if (content == null) {
            throw new IllegalArgumentException("there is nothing to be sent: give json, jsonText or body");
        }
        boolean text = spec.hasJson() || !spec.contentType().equals("application/octet-stream");
        return new SocketExchange.Message(text, content, intervalNanos, periodNanos);
    }

    private static SocketExchange.MessageJudge judge(RequestSpec spec) {
        if (spec.statuses() != null) {
            throw new IllegalArgumentException("expectStatus(…): a message has no status");
        }
        return new SocketExchange.MessageJudge() {
            @Override
            public @Nullable String unlike(SocketReply came) {
                return spec.unlike(answer(came, spec));
            }

            @Override
            public @Nullable String problem(SocketReply came) {
                return Checks.late(spec, answer(came, spec));
            }
        };
    }

    static SocketExchange.HangUp end(String socket, RequestSpec spec, int code) {
        Duration timeout = spec.timeout();
        return new SocketExchange.HangUp(
                socket, spec.name(), code, timeout == null ? USUAL_CLOSE : Math.max(1, timeout.toNanos()));
    }

    /** What came, as code looks at it. */
    static Answer answer(SocketReply came, RequestSpec spec) {
        Request none = Request.get("", spec.name());
        return new Answer(
                new Response(none, 0, null, came.content(), "", List.of(), came.tookNanos(), -1, -1, came.problem()),
                spec);
    }
}

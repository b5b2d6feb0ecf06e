package dev.throng.runner.engine.exchange;

import dev.throng.api.client.ConnectionsPer;
import dev.throng.api.step.OnFailure;
import dev.throng.runner.code.Certificates;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.RequestMode;
import dev.throng.runner.engine.judge.Judge;
import dev.throng.runner.engine.judge.NamedCheck;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.user.Cohort;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.request.PreparedRequest;
import dev.throng.runner.plan.step.Capture;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.Retry;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.plan.step.Streaming;
import dev.throng.runner.script.Condition;
import dev.throng.runner.script.Constant;
import dev.throng.runner.stats.Recorder;
import dev.throng.runner.stats.RequestKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request, ready for one loop: encoded as far as it is constant, with its place in the loop's recorder. */
public final class Call {
    private static final Step.Push[] NO_PUSHES = {};
    private static final NamedCheck[] NO_CHECKS = {};
    private static final byte[] NOTHING = {};

    final RequestKey key;
    final String method;
    final PreparedRequest prepared;
    final int slot;
    final Judge judge;
    final List<Capture> captures;

    /** What must be true once values are captured. */
    final List<Condition> that;

    /** What must be met then too. */
    final NamedCheck[] checks;

    /** What is counted only. */
    final NamedCheck[] soft;

    /** What the connection becomes; null when it stays one of HTTP. */
    final Conversation.@Nullable Opening opening;

    private final Step.Push[] pushes;
    final boolean wantsBody;
    final boolean isHead;

    /** Whether a share of its responses is validated. */
    final boolean isValidated;

    /** Whether its connection may be used again. */
    final boolean keeps;

    final boolean followsRedirects;
    final OnFailure onFailure;
    final @Nullable Retry retry;

    /** How the response is read as it comes; null when it is read once it is whole. */
    final @Nullable Streaming stream;

    final long totalTimeoutNanos;
    final Recorder.Timing receiveTime;

    /** Whether a code's user asked for it, who then counts it too. */
    final boolean fromCode;

    /** What of TLS is otherwise than the plan says. */
    final Certificates certificates;

    final Kind kind;

    /** What makes it a call of gRPC; null for a request of HTTP. */
    final Step.@Nullable Rpc rpc;

    public Call(Step.Request step, Cohort cohort) {
        this(step, cohort.loop().shared().prepare(step), null, null, cohort);
    }

    /** @param opening what the connection becomes */
    public Call(Step.Request step, Conversation.Opening opening, Cohort cohort) {
        this(step, cohort.loop().shared().prepare(step), null, opening, cohort);
    }

    public Call(Step.Rpc step, Cohort cohort) {
        this(step.request(), cohort.loop().shared().prepare(step), step, null, cohort);
    }

    private Call(
            Step.Request step,
            PreparedRequest prepared,
            Step.@Nullable Rpc rpc,
            Conversation.@Nullable Opening opening,
            Cohort cohort) {
        Loop loop = cohort.loop();
        this.rpc = rpc;
        kind = kind(step, rpc, opening);
        this.opening = opening;
        this.prepared = prepared;
        key = new RequestKey(step.user(), step.name(), step.method());
        method = step.method();
        slot = loop.recorder().slot(key);
        judge = Judge.of(step.expect());
        captures = step.captures();
        that = step.expect().that();
        checks = NamedCheck.of(step.expect().checks());
        soft = NamedCheck.of(step.expect().soft());
        pushes = step.pushes().toArray(Step.Push[]::new);
        wantsBody = prepared.wantsBody() || loop.witness() != null;
        isHead = prepared.isHead();
        isValidated = step.expect().isSampled() || loop.validator().share() > 0;
        keeps = !prepared.closes() && loop.shared().plan().http().wires().per() != ConnectionsPer.request;
        followsRedirects = step.followRedirects();
        onFailure = step.onFailure();
        retry = step.retry().orElse(null);
        stream = step.stream().orElse(null);
        totalTimeoutNanos =
                rpc == null ? step.totalTimeoutNanos() : Math.min(step.totalTimeoutNanos(), rpc.deadlineNanos());
        receiveTime = cohort.receiveTime();
        fromCode = false;
        certificates = Certificates.OF_RUN;
    }

    public Call(Request request, PreparedRequest prepared, Cohort cohort) {
        Loop loop = cohort.loop();
        rpc = request.way() instanceof RequestMode.Called called ? rpc(request, called, cohort) : null;
        stream = request.way() instanceof RequestMode.Streamed streamed ? streamed.how() : null;
        opening = request.way() instanceof RequestMode.Upgraded upgraded ? upgraded.opening() : null;
        kind = switch (request.way()) {
            case RequestMode.Whole whole -> Kind.HTTP;
            case RequestMode.Streamed streamed -> Kind.STREAM;
            case RequestMode.Upgraded upgraded -> Kind.WEB_SOCKET;
            case RequestMode.Called called -> Kind.RPC;
        };
        key = new RequestKey(cohort.type().name(), request.name(), request.method());
        method = request.sentMethod();
        this.prepared = prepared;
        slot = loop.recorder().slot(key);
        judge = judge(request);
        captures = List.of();
        that = List.of();
        checks = NO_CHECKS;
        soft = NO_CHECKS;
        pushes = NO_PUSHES;
        wantsBody = request.keepsBody() || loop.witness() != null;
        isHead = prepared.isHead();
        isValidated = loop.validator().share() > 0;
        keeps = !prepared.closes() && loop.shared().plan().http().wires().per() != ConnectionsPer.request;
        followsRedirects = request.followRedirects() && opening == null && rpc == null;
        onFailure = OnFailure.goOn;
        retry = null;
        long timeouts = request.timeoutNanos() > 0
                ? request.timeoutNanos()
                : loop.shared().plan().http().totalTimeout().toNanos() + period(stream);
        totalTimeoutNanos = rpc == null ? timeouts : Math.min(timeouts, rpc.deadlineNanos());
        receiveTime = cohort.receiveTime();
        fromCode = true;
        certificates = request.certificates();
    }

    /** What code calls, as a step that does the same. */
    private static Step.Rpc rpc(Request request, RequestMode.Called called, Cohort cohort) {
        Step.Request carrier = new Step.Request(
                cohort.type().name(),
                request.name(),
                Step.Rpc.METHOD,
                new Constant(request.url(), NOTHING),
                List.of(),
                Optional.empty(),
                List.of(),
                expected(called),
                Optional.empty(),
                List.of(),
                List.of(),
                false,
                request.timeoutNanos());
        return new Step.Rpc(
                carrier,
                called.method().method(),
                called.deadlineNanos(),
                called.method().mostBytes(),
                called.messages(),
                called.everyNanos(),
                called.awaitsAnswers(),
                called.method().goesRound());
    }

    private static Expectation expected(RequestMode.Called called) {
        return new Expectation(List.of(new Expectation.Case(called.statuses(), List.of(), Optional.empty(), -1)));
    }

    private static Judge judge(Request request) {
        if (request.way() instanceof RequestMode.Called called) {
            return Judge.of(expected(called));
        }
        if (request.way() instanceof RequestMode.Upgraded) {
            return Judge.SWITCHING;
        }
        return request.open() || request.judge() != null ? Judge.ANY : Judge.USUAL;
    }

    /** What it is counted as. */
    public RequestKey key() {
        return key;
    }

    public OnFailure onFailure() {
        return onFailure;
    }

    /** What the user listens for on purpose is no time of the server's. */
    private static long period(@Nullable Streaming stream) {
        return stream == null || stream.periodNanos() == Streaming.NO_LIMIT ? 0 : stream.periodNanos();
    }

    /** Whether its answer's messages are looked at, as JSON. */
    boolean wantsMessages() {
        return !fromCode && wantsBody && (rpc == null || prepared.looksAtContent());
    }

    /** Whether code is to have them, as they came. */
    boolean keepsMessages() {
        return fromCode && prepared.looksAtContent();
    }

    private static Kind kind(Step.Request step, Step.@Nullable Rpc rpc, Conversation.@Nullable Opening opening) {
        if (opening != null) {
            return Kind.WEB_SOCKET;
        }
        if (rpc != null) {
            return Kind.RPC;
        }
        return step.stream().isPresent() ? Kind.STREAM : Kind.HTTP;
    }

    /** What the connection becomes. */
    Conversation.Opening opening() {
        Conversation.Opening what = opening;
        if (what == null) {
            throw new IllegalStateException("it opens no WebSocket");
        }
        return what;
    }

    /** What a successful request puts into pools. */
    void push(User user) {
        for (Step.Push push : pushes) {
            Object value = push.value().value(user);
            if (value != null) {
                user.loop().shared().pools().push(push.pool(), value);
            }
        }
    }
}

package dev.throng.runner.engine.exchange;

import dev.throng.runner.contract.Operation;
import dev.throng.runner.engine.judge.CaptureExtractor;
import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.engine.judge.ExchangeLog;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.judge.NamedCheck;
import dev.throng.runner.engine.judge.ResponseValidator;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.tracing.RedactingWitness;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.witness.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a user's response: judged, captured from, shown to the user, and kept for people if it failed. */
final class ResponseEvaluation {
    private final User user;
    private final Loop loop;
    private final Sample sample;
    private final Outgoing request;
    private final RedirectChain redirects;
    private final ResponseValidator validator;
    private double drawn;

    /** Why the body can't be looked at, if nobody but the description wanted it; null when it can. */
    private @Nullable String unread;

    private final List<String> hops = new ArrayList<>(0);

    ResponseEvaluation(User user, Sample sample, Outgoing request, RedirectChain redirects) {
        this.user = user;
        this.loop = user.loop();
        this.sample = sample;
        this.request = request;
        this.redirects = redirects;
        validator = loop.validator();
    }

    /** An attempt begins: draws whether its response is one of those that are validated. */
    void begin(Call call) {
        drawn = call.isValidated ? validator.draw(call.slot) : 1;
    }

    /** Whether the response's body is to be kept. */
    boolean wantsBody(Call call) {
        return call.wantsBody || isSampled(call);
    }

    /** Whether the response is to be as the target's description says. */
    private boolean isSampled(Call call) {
        return call.kind == Kind.HTTP && drawn < validator.share();
    }

    /** Whether the response is as expected: null when it is. The last look at it, before the connection takes it back. */
    @Nullable Failure of(Call call, Protocol protocol, ResponseParser response, long sentNanos) {
        Content content = loop.bodies().content();
        Failure failure = judge(call, protocol, response, content);
        softly(call, response, content, failure);
        user.responded(response, content, failure);
        show(call, response, protocol.words(sentNanos), content, failure);
        if (failure != null) {
            log(
                    call,
                    failure,
                    response,
                    protocol.hasRead(wantsBody(call)) ? content : loop.bodies().sample(response));
        }
        loop.bodies().forget();
        return failure;
    }

    /** An answer that asks for another attempt is expected, and nothing is taken from it. */
    @Nullable Failure again(Call call, ResponseParser response) {
        RedactingWitness witness = loop.witness();
        if (witness != null) {
            Content content = loop.bodies().content();
            if (wantsBody(call)) {
                loop.bodies().read(response);
            }
            witness.saw(
                    call.key,
                    user.derivedSecrets(),
                    hops,
                    sent(call, witness),
                    response,
                    content,
                    sample.responseNanos(),
                    null,
                    Findings.again(response));
            hops.clear();
            loop.bodies().forget();
        }
        return null;
    }

    private @Nullable Failure judge(Call call, Protocol protocol, ResponseParser response, Content content) {
        Failure failure = protocol.read(call, wantsBody(call), response, content, loop.bodies());
        content.draw(drawn);
        unread = null;
        if (failure != null && !call.wantsBody && isSampled(call)) {
            unread = failure.message();
            failure = null;
        }
        if (failure == null) {
            failure = call.judge.judge(response, content, sample.responseNanos(), user);
        }
        if (failure == null && !call.captures.isEmpty()) {
            failure = CaptureExtractor.apply(call.captures, user, response, content, sample.responseNanos());
        }
        if (failure == null) {
            failure = protocol.disagrees(call, request, response);
        }
        if (failure == null && isSampled(call) && !validator.isSoft()) {
            failure = validator
                    .operation(redirects.method(), redirects.url())
                    .map(operation -> broken(operation, response, content))
                    .map(broken -> new Failure(FailureKind.SCHEMA, broken))
                    .orElse(null);
        }
        boolean more = call.checks.length > 0 || !call.that.isEmpty();
        return failure == null && more ? judgeMore(call, response, content) : failure;
    }

    /** What of a response is otherwise than described; null when all is as it is. */
    private @Nullable String broken(Operation operation, ResponseParser response, Content content) {
        String why = unread;
        return why == null ? ResponseValidator.broken(operation, response, content) : why;
    }

    /** What can be told once values are captured. */
    private @Nullable Failure judgeMore(Call call, ResponseParser response, Content content) {
        String broken = NamedCheck.untrue(call.that, user);
        for (int i = 0; broken == null && i < call.checks.length; i++) {
            NamedCheck check = call.checks[i];
            String why = check.broken(response, content, sample.responseNanos(), user, null);
            broken = why == null ? null : check.name() + ": " + why;
        }
        return broken == null ? null : new Failure(FailureKind.CHECK, broken);
    }

    private void softly(Call call, ResponseParser response, Content content, @Nullable Failure failure) {
        for (NamedCheck check : call.soft) {
            if (check.isAbout(content)) {
                sample.check(
                        check.name(), check.broken(response, content, sample.responseNanos(), user, failure) == null);
            }
        }
        if (isSampled(call) && validator.isSoft()) {
            validator
                    .operation(redirects.method(), redirects.url())
                    .ifPresent(
                            operation -> sample.check(validator.name(), broken(operation, response, content) == null));
        }
    }

    /** A request failed without a response that is worth a look. */
    void unanswered(Call call, Failure failure) {
        ended(call, failure);
    }

    /** A request is over without a response. @param failure null when that is as expected */
    void ended(Call call, @Nullable Failure failure) {
        if (failure != null) {
            user.unanswered(failure);
        }
        Content content = loop.bodies().content();
        content.draw(drawn);
        for (NamedCheck check : call.soft) {
            if (check.isAbout(content)) {
                sample.check(check.name(), false);
            }
        }
        show(call, null, "", content, failure);
        if (failure != null) {
            log(call, failure, null, content);
        }
    }

    /** @param stream what there is to say of a stream; empty when it was none */
    private void show(
            Call call, @Nullable ResponseParser response, String stream, Content content, @Nullable Failure failure) {
        RedactingWitness witness = loop.witness();
        if (witness != null) {
            String sent = sent(call, witness);
            long took = sample.responseNanos();
            List<Seen.Finding> findings = Findings.of(call, user, response, stream, content, took, failure);
            if (response != null && isSampled(call)) {
                findings.addAll(promised(response, content, findings));
            }
            witness.saw(call.key, user.derivedSecrets(), hops, sent, response, content, took, failure, findings);
            hops.clear();
        }
    }

    /** Whether it is as described, unless something else is wrong with it already. */
    private List<Seen.Finding> promised(ResponseParser response, Content content, List<Seen.Finding> others) {
        boolean soft = validator.isSoft();
        if (!soft && !others.stream().allMatch(Seen.Finding::met)) {
            return List.of();
        }
        Optional<Operation> operation = validator.operation(redirects.method(), redirects.url());
        if (operation.isEmpty()) {
            return List.of(new Seen.Finding(
                    true, validator.name() + " has no operation for it, so that it is not validated", "", soft));
        }
        String broken = ResponseValidator.broken(operation.get(), response, content);
        String words = broken == null ? "as " + validator.name() + " describes " + operation.get() : broken;
        return List.of(new Seen.Finding(broken == null, words, "", soft));
    }

    private String sent(Call call, RedactingWitness witness) {
        return request.spoken(witness.request(shown(call, request.ifAny()), user.derivedSecrets()));
    }

    /** The request as people can read it. */
    private @Nullable ByteSink shown(Call call, @Nullable ByteSink bytes) {
        return bytes == null || call.rpc == null ? bytes : loop.bodies().rpc().shown(bytes, call.rpc.method());
    }

    /** A redirect is about to be followed. */
    void hop(ResponseParser response, String location) {
        if (loop.witness() != null) {
            hops.add(response.status() + " " + location);
        }
    }

    private void log(Call call, Failure failure, @Nullable ResponseParser response, Content body) {
        ExchangeLog log = loop.shared().exchangeLog();
        if (log.full()) {
            return;
        }
        RequestKey key = call.key;
        if (log.admits(key, failure.message())) {
            loop.recorder()
                    .exchange(new Snapshot.Exchange(
                            key,
                            failure.message(),
                            user.epochMillis(),
                            sample.responseNanos() / 1e6,
                            request.spoken(log.request(shown(call, request.ifAny()), user.derivedSecrets())),
                            log.response(response, body, user.derivedSecrets())));
        }
    }
}

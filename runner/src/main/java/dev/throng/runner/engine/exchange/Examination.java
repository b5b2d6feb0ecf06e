package dev.throng.runner.engine.exchange;

import dev.throng.runner.engine.judge.Captor;
import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.engine.judge.ExchangeLog;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.judge.NamedCheck;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.tracing.Watched;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.witness.Seen;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a user's response: judged, captured from, shown to the user, and kept for people if it failed. */
final class Examination {
    private final User user;
    private final Loop loop;
    private final Sample sample;
    private final Outgoing request;
    private final List<String> hops = new ArrayList<>(0);

    Examination(User user, Sample sample, Outgoing request) {
        this.user = user;
        this.loop = user.loop();
        this.sample = sample;
        this.request = request;
    }

    /** Whether the response is as expected: null when it is. The last look at it, before the connection takes it back. */
    @Nullable Failure of(Call call, Protocol protocol, ResponseParser response, long sentNanos) {
        Content content = loop.bodies().content();
        Failure failure = judge(call, protocol, response, content);
        if (call.soft.length > 0) {
            softly(call, response, content, failure);
        }
        user.responded(response, content, failure);
        show(call, response, protocol.words(sentNanos), content, failure);
        if (failure != null) {
            log(
                    call,
                    failure,
                    response,
                    protocol.hasRead(call) ? content : loop.bodies().sample(response));
        }
        loop.bodies().forget();
        return failure;
    }

    /** An answer that asks for another attempt is expected, and nothing is taken from it. */
    @Nullable Failure again(Call call, ResponseParser response) {
        Watched watched = loop.watched();
        if (watched != null) {
            Content content = loop.bodies().content();
            if (call.wantsBody) {
                loop.bodies().read(response);
            }
            watched.saw(
                    call.key,
                    user.derivedSecrets(),
                    hops,
                    sent(call, watched),
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
        Failure failure = protocol.read(call, response, content, loop.bodies());
        if (failure == null) {
            failure = call.judge.judge(response, content, sample.responseNanos(), user);
        }
        if (failure == null && !call.captures.isEmpty()) {
            failure = Captor.apply(call.captures, user, response, content, sample.responseNanos());
        }
        if (failure == null) {
            failure = protocol.disagrees(call, request, response);
        }
        boolean more = call.checks.length > 0 || !call.that.isEmpty();
        return failure == null && more ? judgeMore(call, response, content) : failure;
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
            sample.check(check.name(), check.broken(response, content, sample.responseNanos(), user, failure) == null);
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
        for (NamedCheck check : call.soft) {
            sample.check(check.name(), false);
        }
        show(call, null, "", loop.bodies().content(), failure);
        if (failure != null) {
            log(call, failure, null, loop.bodies().content());
        }
    }

    /** @param stream what there is to say of a stream; empty when it was none */
    private void show(
            Call call, @Nullable ResponseParser response, String stream, Content content, @Nullable Failure failure) {
        Watched watched = loop.watched();
        if (watched != null) {
            String sent = sent(call, watched);
            long took = sample.responseNanos();
            List<Seen.Finding> findings = Findings.of(call, user, response, stream, content, took, failure);
            watched.saw(call.key, user.derivedSecrets(), hops, sent, response, content, took, failure, findings);
            hops.clear();
        }
    }

    private String sent(Call call, Watched watched) {
        return request.spoken(watched.request(shown(call, request.ifAny()), user.derivedSecrets()));
    }

    /** The request as people can read it. */
    private @Nullable ByteSink shown(Call call, @Nullable ByteSink bytes) {
        return bytes == null || call.rpc == null ? bytes : loop.bodies().rpc().shown(bytes, call.rpc.method());
    }

    /** A redirect is about to be followed. */
    void hop(ResponseParser response, String location) {
        if (loop.watched() != null) {
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

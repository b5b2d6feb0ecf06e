package dev.throng.runner.engine;

import dev.throng.runner.engine.judge.Captor;
import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.engine.judge.ExchangeLog;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.judge.NamedCheck;
import dev.throng.runner.engine.judge.Redaction;
import dev.throng.runner.http.ResponseParser;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Condition;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.witness.Seen;
import dev.throng.runner.witness.Witness;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a witness of exchanges, without the secrets in them. Safe for all threads. */
final class Watched {
    private static final int MOST_BYTES = 1 << 20;

    private final Witness witness;
    private final ExchangeLog log;

    Watched(Witness witness, Plan plan) {
        this.witness = witness;
        log = new ExchangeLog(0, MOST_BYTES, new Redaction(plan.secrets()));
    }

    void begins(User user, String part) {
        witness.begins(user.program.type().name(), part);
    }

    void skipped(User user) {
        witness.skipped(user.program.type().name());
    }

    /** Messages of a WebSocket. */
    void talked(User user, RequestKey key, String messages, long tookNanos, @Nullable Failure failure) {
        witness.saw(new Seen(
                key.user(),
                key.name(),
                key.method(),
                List.of(),
                "",
                log.said(messages, user.derivedSecrets()),
                0,
                tookNanos / 1e6,
                failure == null ? "" : log.said(failure.message(), user.derivedSecrets()),
                List.of()));
    }

    /** A request's text. */
    String request(@Nullable ByteSink bytes, User user) {
        return log.request(bytes, user.derivedSecrets());
    }

    /** An answer that asks for another attempt. */
    void asksAgain(
            User user,
            Call call,
            List<String> hops,
            String request,
            ResponseParser response,
            Content body,
            long tookNanos) {
        Seen.Finding only = new Seen.Finding(true, "status " + response.status() + ", sent again after a pause");
        tell(user, call, hops, request, response, body, tookNanos, null, List.of(only));
    }

    void saw(
            User user,
            Call call,
            List<String> hops,
            String request,
            @Nullable ResponseParser response,
            String stream,
            Content body,
            long tookNanos,
            @Nullable Failure failure) {
        List<Seen.Finding> findings = new ArrayList<>();
        if (!stream.isEmpty()) {
            findings.add(new Seen.Finding(true, stream));
        }
        if (response != null) {
            findings.addAll(call.judge.findings(response, body, tookNanos, user));
            boolean judged = findings.stream().allMatch(Seen.Finding::met);
            findings.addAll(judged ? Captor.findings(call.captures, user, body) : List.of());
            boolean captured = findings.stream().allMatch(Seen.Finding::met);
            for (Condition that : captured ? call.that : List.<Condition>of()) {
                boolean holds = that.holds(user);
                findings.add(new Seen.Finding(holds, that.source() + (holds ? " is true" : " is not true")));
            }
            for (NamedCheck check : captured ? call.checks : new NamedCheck[0]) {
                findings.add(check.finding(check.broken(response, body, tookNanos, user, null), false));
            }
            for (NamedCheck check : call.soft) {
                findings.add(check.finding(check.broken(response, body, tookNanos, user, failure), true));
            }
        }
        tell(user, call, hops, request, response, body, tookNanos, failure, findings);
    }

    private void tell(
            User user,
            Call call,
            List<String> hops,
            String request,
            @Nullable ResponseParser response,
            Content body,
            long tookNanos,
            @Nullable Failure failure,
            List<Seen.Finding> findings) {
        witness.saw(new Seen(
                call.key.user(),
                call.key.name(),
                call.method,
                hops.stream().map(hop -> log.said(hop, user.derivedSecrets())).toList(),
                request,
                log.response(response, body, user.derivedSecrets()),
                response == null ? 0 : response.status(),
                tookNanos / 1e6,
                failure == null ? "" : log.said(failure.message(), user.derivedSecrets()),
                findings.stream()
                        .map(found -> new Seen.Finding(
                                found.met(),
                                log.said(found.said(), user.derivedSecrets()),
                                found.source(),
                                found.soft()))
                        .toList()));
    }
}

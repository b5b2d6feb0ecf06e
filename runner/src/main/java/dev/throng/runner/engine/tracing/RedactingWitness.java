package dev.throng.runner.engine.tracing;

import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.engine.judge.ExchangeLog;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.judge.Redaction;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.witness.Seen;
import dev.throng.runner.witness.Witness;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a witness of exchanges, without the secrets in them. Safe for all threads. */
public final class RedactingWitness {
    private static final int MOST_BYTES = 1 << 20;

    private final Witness witness;
    private final ExchangeLog log;

    public RedactingWitness(Witness witness, Plan plan) {
        this.witness = witness;
        log = new ExchangeLog(0, MOST_BYTES, new Redaction(plan.secrets()));
    }

    public void begins(String userClass, String part) {
        witness.begins(userClass, part);
    }

    public void skipped(String userClass) {
        witness.skipped(userClass);
    }

    /** Messages of a WebSocket. */
    public void talked(
            RequestKey key, Collection<String> secrets, String messages, long tookNanos, @Nullable Failure failure) {
        witness.saw(new Seen(
                key.user(),
                key.name(),
                key.method(),
                List.of(),
                "",
                log.said(messages, secrets),
                0,
                tookNanos / 1e6,
                failure == null ? "" : log.said(failure.message(), secrets),
                List.of()));
    }

    /** A request's text. */
    public String request(@Nullable ByteSink bytes, Collection<String> secrets) {
        return log.request(bytes, secrets);
    }

    public void saw(
            RequestKey key,
            Collection<String> secrets,
            List<String> hops,
            String request,
            @Nullable ResponseParser response,
            Content body,
            long tookNanos,
            @Nullable Failure failure,
            List<Seen.Finding> findings) {
        witness.saw(new Seen(
                key.user(),
                key.name(),
                key.method(),
                hops.stream().map(hop -> log.said(hop, secrets)).toList(),
                request,
                log.response(response, body, secrets),
                response == null ? 0 : response.status(),
                tookNanos / 1e6,
                failure == null ? "" : log.said(failure.message(), secrets),
                findings.stream()
                        .map(found -> new Seen.Finding(
                                found.met(), log.said(found.said(), secrets), found.source(), found.soft()))
                        .toList()));
    }
}

package dev.throng.runner.engine.judge;

import dev.throng.api.client.RpcStatus;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.StatusSet;
import dev.throng.runner.script.Durations;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.witness.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides whether a response is what was expected. Immutable; allocates only for a failure's words. */
public final class Judge {
    /** A status below 400. */
    public static final Judge USUAL = of(Expectation.DEFAULT);

    /** Whatever comes. */
    public static final Judge ANY = of(Expectation.ANY);

    /** A server that agrees to a WebSocket. */
    public static final Judge SWITCHING = of(Expectation.SWITCHING);

    private final Case[] cases;

    private Judge(Case[] cases) {
        this.cases = cases;
    }

    private record Case(StatusSet status, Rule[] rules, long maxNanos, List<Expectation.Check> checks) {}

    public static Judge of(Expectation expectation) {
        return new Judge(expectation.cases().stream().map(Judge::ready).toArray(Case[]::new));
    }

    static Judge of(Expectation.Case only) {
        return new Judge(new Case[] {ready(only)});
    }

    private static Case ready(Expectation.Case made) {
        Rule[] rules = made.checks().stream().map(Rule::of).toArray(Rule[]::new);
        return new Case(made.status(), rules, made.maxDurationNanos(), made.checks());
    }

    /**
     * @param tookNanos the response time from the intended start
     * @param user who holds the cookies
     */
    public @Nullable Failure judge(
            ResponseParser response, Content body, long tookNanos, CaptureExtractor.Holder user) {
        int status = response.status();
        for (Case candidate : cases) {
            if (candidate.status().contains(status)) {
                return judge(candidate, response, body, tookNanos, user);
            }
        }
        return unexpected(status, RpcReader.reason(response));
    }

    private Failure unexpected(int status, String reason) {
        return new Failure(
                FailureKind.STATUS, "status " + RpcStatus.text(status) + reason + ", expected " + expected());
    }

    /** Whether a status without any answer is what was expected: null when it is. @param reason for it, in brackets */
    public @Nullable Failure ofStatus(int status, String reason) {
        for (Case candidate : cases) {
            if (candidate.status().contains(status)) {
                return null;
            }
        }
        return unexpected(status, reason);
    }

    private static @Nullable Failure judge(
            Case chosen, ResponseParser response, Content body, long tookNanos, CaptureExtractor.Holder user) {
        for (int i = 0; i < chosen.rules().length; i++) {
            String broken = chosen.rules()[i].broken(response, body, user);
            if (broken != null) {
                return new Failure(kind(chosen.checks().get(i)), broken);
            }
        }
        return chosen.maxNanos() < 0 || tookNanos <= chosen.maxNanos()
                ? null
                : new Failure(FailureKind.CHECK, Durations.exceeded(tookNanos, chosen.maxNanos()));
    }

    private static FailureKind kind(Expectation.Check check) {
        return check instanceof Expectation.SchemaCheck ? FailureKind.SCHEMA : FailureKind.CHECK;
    }

    /** All that is looked at, not only up to the first thing that is wrong. */
    public List<Seen.Finding> findings(
            ResponseParser response, Content body, long tookNanos, CaptureExtractor.Holder user) {
        int status = response.status();
        for (Case candidate : cases) {
            if (candidate.status().contains(status)) {
                return findings(candidate, response, body, tookNanos, user);
            }
        }
        return List.of(new Seen.Finding(
                false, "status " + RpcStatus.text(status) + RpcReader.reason(response) + ", expected " + expected()));
    }

    private List<Seen.Finding> findings(
            Case chosen, ResponseParser response, Content body, long tookNanos, CaptureExtractor.Holder user) {
        List<Seen.Finding> findings = new ArrayList<>();
        findings.add(
                new Seen.Finding(true, "status " + RpcStatus.text(response.status()) + ", expected " + expected()));
        for (int i = 0; i < chosen.rules().length; i++) {
            String broken = chosen.rules()[i].broken(response, body, user);
            findings.add(new Seen.Finding(
                    broken == null, broken == null ? Rule.words(chosen.checks().get(i)) : broken));
        }
        if (chosen.maxNanos() >= 0) {
            findings.add(
                    new Seen.Finding(tookNanos <= chosen.maxNanos(), Durations.exceeded(tookNanos, chosen.maxNanos())));
        }
        return findings;
    }

    private String expected() {
        return List.of(cases).stream()
                .map(c -> c.status().toString())
                .distinct()
                .collect(Collectors.joining(" or "));
    }
}

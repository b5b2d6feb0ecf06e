package dev.throng.runner.engine.exchange;

import dev.throng.runner.engine.judge.CaptureExtractor;
import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.judge.NamedCheck;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.script.Condition;
import dev.throng.runner.witness.Seen;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found of a response, one thing after the other, for whoever watches. */
final class Findings {
    private static final NamedCheck[] NONE = {};

    private Findings() {}

    /** Of an answer that asks for another attempt. */
    static List<Seen.Finding> again(ResponseParser response) {
        return List.of(new Seen.Finding(true, "status " + response.status() + ", sent again after a pause"));
    }

    static List<Seen.Finding> of(
            Call call,
            User user,
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
            findings.addAll(areMet(findings) ? CaptureExtractor.findings(call.captures, user, body) : List.of());
            boolean captured = areMet(findings);
            for (Condition that : captured ? call.that : List.<Condition>of()) {
                boolean holds = that.holds(user);
                findings.add(new Seen.Finding(holds, that.source() + (holds ? " is true" : " is not true")));
            }
            for (NamedCheck check : captured ? call.checks : NONE) {
                findings.add(check.finding(check.broken(response, body, tookNanos, user, null), false));
            }
            for (NamedCheck check : call.soft) {
                findings.add(check.finding(check.broken(response, body, tookNanos, user, failure), true));
            }
        }
        return findings;
    }

    private static boolean areMet(List<Seen.Finding> findings) {
        return findings.stream().allMatch(Seen.Finding::met);
    }
}

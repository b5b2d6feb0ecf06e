package dev.throng.runner.engine.judge;

import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.script.Condition;
import dev.throng.runner.witness.Seen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A check of the scenario. Immutable. */
public final class NamedCheck {
    private final Expectation.Named check;
    private final Judge judge;

    /** Of the responses that its schemas are for: the smallest. */
    private final double share;

    private NamedCheck(Expectation.Named check) {
        this.check = check;
        judge = Judge.of(check.whole());
        share = check.whole().checks().stream()
                .filter(one -> one instanceof Expectation.SchemaCheck)
                .mapToDouble(one -> ((Expectation.SchemaCheck) one).share())
                .min()
                .orElse(1);
    }

    public static NamedCheck[] of(List<Expectation.Named> checks) {
        return checks.stream().map(NamedCheck::new).toArray(NamedCheck[]::new);
    }

    /** Whether this response is one of those that it is about: not when its schema is for a share of them. */
    public boolean isAbout(Content body) {
        return body.isOf(share);
    }

    public String name() {
        return check.name();
    }

    /**
     * What does not hold, for people; null when all does.
     *
     * @param failure of the request: then nothing was captured that an expression could ask about
     */
    public @Nullable String broken(
            ResponseParser response,
            Content body,
            long tookNanos,
            CaptureExtractor.Holder user,
            @Nullable Failure failure) {
        Failure own = judge.judge(response, body, tookNanos, user);
        if (own != null) {
            return own.message();
        }
        if (failure != null && !check.that().isEmpty()) {
            return "the request failed";
        }
        return untrue(check.that(), user);
    }

    /** The first condition that does not hold; null when all do. */
    public static @Nullable String untrue(List<Condition> conditions, CaptureExtractor.Holder user) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holds(user)) {
                return conditions.get(i).source() + " is not true";
            }
        }
        return null;
    }

    /** What it comes to. @param soft whether that is no fault of the request */
    public Seen.Finding finding(@Nullable String broken, boolean soft) {
        String said = (soft ? "soft check " : "check ") + name() + (broken == null ? "" : ": " + broken);
        return new Seen.Finding(broken == null, said, "", soft);
    }
}

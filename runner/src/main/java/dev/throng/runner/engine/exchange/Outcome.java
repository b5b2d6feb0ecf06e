package dev.throng.runner.engine.exchange;

import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.tracing.TraceIds;
import dev.throng.runner.engine.tracing.Traced;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.stats.FailureKind;
import org.jspecify.annotations.Nullable;

/** How a user's exchange ended: as expected or not, to be made once more or not; and counts it. Confined to the loop. */
final class Outcome {
    private final User user;
    private final Loop loop;
    private final Sample sample;
    private final boolean tracing;
    private @Nullable Attempts attempts;
    private boolean met;
    private boolean again;

    Outcome(User user, Sample sample) {
        this.user = user;
        loop = user.loop();
        this.sample = sample;
        tracing = loop.shared().plan().http().wires().tracedShare() > 0;
    }

    /** The first attempt. */
    void begin(Call call) {
        if (call.retry != null) {
            attempts().begin();
        }
    }

    /** An attempt. */
    void beginAgain() {
        again = false;
    }

    private Attempts attempts() {
        Attempts known = attempts;
        if (known == null) {
            known = new Attempts(user);
            attempts = known;
        }
        return known;
    }

    boolean met() {
        return met;
    }

    /** Whether there is to be another attempt. */
    boolean isToGoAgain() {
        return again;
    }

    long pauseNanos() {
        return attempts().pauseNanos();
    }

    /** Whether the answer asks for another attempt. */
    boolean asksAgain(Call call, ResponseParser response) {
        again = call.retry != null && attempts().follows(call, call.retry, response, sample.intendedNanos());
        return again;
    }

    /** There was no answer. */
    void unanswered(Call call, Failure failure) {
        again = call.retry != null
                && failure.kind() != FailureKind.REQUEST
                && attempts().follows(call, call.retry, sample.intendedNanos());
    }

    /**
     * Counts it.
     *
     * @param failure null when it was as expected
     * @param firstByteAt 0 when there was none
     * @param request null when it could not be formed
     */
    void record(
            Call call,
            @Nullable Failure failure,
            long firstByteAt,
            @Nullable Origin origin,
            @Nullable ByteSink request) {
        if (call.fromCode) {
            // Whether its trace is one to keep is known when the code has judged it.
            TraceIds ids = tracing && request != null ? TraceIds.of(request) : null;
            user.measured(sample.measured(call, failure, firstByteAt, ids));
        } else {
            sample.record(call, failure, firstByteAt);
            if (tracing
                    && request != null
                    && loop.recorder().wantsTrace(call.key, sample.responseNanos(), failure != null)) {
                sample.trace(call, TraceIds.of(request), failure);
            }
        }
        Traced traced = loop.traced();
        if (traced != null) {
            traced.ended(call.key, sample.status(), sample.beganNanos(), sample.endNanos(), origin, request, failure);
        }
        met = failure == null;
        if (met && !again) {
            call.push(user);
        }
    }
}

package dev.throng.runner.engine.socket;

import dev.throng.runner.code.MetricKind;
import dev.throng.runner.engine.judge.CaptureExtractor;
import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.engine.judge.ExchangeLog;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.judge.NamedCheck;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.script.Durations;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Judges and counts the messages of a user's WebSockets. They are no requests of HTTP: the server's log has no line of them. Confined to the loop. */
final class MessageRecorder {
    private final User user;
    private final Loop loop;

    MessageRecorder(User user) {
        this.user = user;
        loop = user.loop();
    }

    /** Why a message is not the one that is waited for; null when it is. */
    @Nullable String unlike(MessageStep step, byte[] bytes, int from, int length, long tookNanos) {
        Content content = loop.bodies().content();
        content.set(bytes, from, length);
        Failure failure = step.judge.judge(loop.noResponse(), content, tookNanos, user);
        if (failure != null) {
            loop.bodies().forget();
        }
        return failure == null ? null : failure.message();
    }

    /** Counts the message that {@link #unlike} has just found to be the one. @return whether it met all that is expected */
    boolean answered(
            MessageStep step, PendingReply asked, long atNanos, byte[] bytes, int from, int length, String transcript) {
        Content content = loop.bodies().content();
        long took = atNanos - asked.intendedNanos();
        Failure failure = lacking(step, content, took);
        for (NamedCheck check : step.soft) {
            String broken = check.broken(loop.noResponse(), content, took, user, failure);
            soft(check, broken == null, asked, atNanos);
        }
        loop.bodies().forget();
        settled(step, asked, atNanos, failure, transcript);
        return failure == null;
    }

    /** Counts the message that came. @param failure null when it is as it is to be */
    void settled(MessageStep step, PendingReply asked, long atNanos, @Nullable Failure failure, String transcript) {
        show(step, atNanos - asked.intendedNanos(), failure, transcript);
        if (failure == null) {
            met(step.key, step.slot, asked, atNanos);
        } else {
            failed(step.key, step.slot, asked, atNanos, failure, transcript);
        }
    }

    private @Nullable Failure lacking(MessageStep step, Content content, long tookNanos) {
        if (step.limitNanos >= 0 && tookNanos > step.limitNanos) {
            return new Failure(FailureKind.CHECK, Durations.exceeded(tookNanos, step.limitNanos));
        }
        ResponseParser none = loop.noResponse();
        Failure failure = step.captures().isEmpty()
                ? null
                : CaptureExtractor.apply(step.captures(), user, none, content, tookNanos);
        if (failure != null || !step.hasMore()) {
            return failure;
        }
        String broken = NamedCheck.untrue(step.step.expect().that(), user);
        for (int i = 0; broken == null && i < step.checks.length; i++) {
            String why = step.checks[i].broken(none, content, tookNanos, user, null);
            broken = why == null ? null : step.checks[i].name() + ": " + why;
        }
        return broken == null ? null : new Failure(FailureKind.CHECK, broken);
    }

    private void soft(NamedCheck check, boolean met, PendingReply asked, long atNanos) {
        if (!loop.clock().stalled(asked.intendedNanos(), atNanos)) {
            loop.metric(MetricKind.CHECK, check.name(), met ? 1 : 0, asked.intendedNanos());
        }
    }

    void met(RequestKey key, int slot, PendingReply asked, long atNanos) {
        loop.count(Counter.EXTERNAL);
        int phase = loop.runClock().phase(asked.intendedNanos());
        if (loop.clock().stalled(asked.intendedNanos(), atNanos)) {
            loop.recorder().recordStalled(slot, phase, 0, 0, false);
        } else {
            loop.recorder().record(slot, phase, took(asked, atNanos), service(asked, atNanos), -1, 0, 0);
        }
        if (key.method().equals("CLOSE")) {
            show(key, took(asked, atNanos), null, "");
        }
    }

    private static long took(PendingReply asked, long atNanos) {
        return Math.max(0, atNanos - asked.intendedNanos());
    }

    private static long service(PendingReply asked, long atNanos) {
        return Math.max(0, atNanos - asked.sentNanos());
    }

    void failed(MessageStep step, PendingReply asked, long atNanos, Failure why, String transcript) {
        for (NamedCheck check : step.soft) {
            soft(check, false, asked, atNanos);
        }
        show(step, took(asked, atNanos), why, transcript);
        failed(step.key, step.slot, asked, atNanos, why, transcript);
    }

    void failed(RequestKey key, int slot, PendingReply asked, long atNanos, Failure why, String transcript) {
        loop.count(Counter.EXTERNAL);
        int phase = loop.runClock().phase(asked.intendedNanos());
        if (loop.clock().stalled(asked.intendedNanos(), atNanos)) {
            loop.recorder().recordStalled(slot, phase, 0, 0, true);
            return;
        }
        loop.recorder()
                .recordFailure(
                        slot,
                        phase,
                        took(asked, atNanos),
                        service(asked, atNanos),
                        -1,
                        0,
                        0,
                        why.kind(),
                        why.message());
        ExchangeLog log = loop.shared().exchangeLog();
        if (!log.full() && log.admits(key, why.message())) {
            loop.recorder()
                    .exchange(new Snapshot.Exchange(
                            key,
                            why.message(),
                            user.epochMillis(),
                            took(asked, atNanos) / 1e6,
                            "",
                            log.said(transcript, user.derivedSecrets())));
        }
    }

    /** The run is over and there is no answer yet. */
    void aborted(int slot, Collection<PendingReply> open) {
        long now = System.nanoTime();
        for (PendingReply asked : open) {
            loop.recorder().recordAborted(slot, took(asked, now));
            loop.count(Counter.EXTERNAL);
        }
    }

    private void show(MessageStep step, long tookNanos, @Nullable Failure failure, String transcript) {
        show(step.key, tookNanos, failure, transcript);
    }

    private void show(RequestKey key, long tookNanos, @Nullable Failure failure, String transcript) {
        if (loop.witness() != null) {
            loop.witness().talked(key, user.derivedSecrets(), transcript, tookNanos, failure);
        }
    }
}

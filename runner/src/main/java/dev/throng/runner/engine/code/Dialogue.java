package dev.throng.runner.engine.code;

import dev.throng.api.step.OnFailure;
import dev.throng.runner.code.Leaving;
import dev.throng.runner.code.Talk;
import dev.throng.runner.code.Told;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.socket.HangingUp;
import dev.throng.runner.engine.socket.Heard;
import dev.throng.runner.engine.socket.Talking;
import dev.throng.runner.engine.socket.Talks;
import dev.throng.runner.http.Connection;
import dev.throng.runner.http.websocket.Handshake;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Constant;
import dev.throng.runner.stats.RequestKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The WebSockets of a user of code. What the code says and waits for is carried out on the loop; what comes is judged on the user's
 * thread, while nobody listens and what else comes is kept.
 */
final class Dialogue implements Talks.Owner {
    private static final byte[] NOTHING = {};

    private final CodeUser user;
    private final Loop loop;
    private final Talks talks;
    private boolean judging;

    Dialogue(CodeUser user) {
        this.user = user;
        loop = user.loop();
        talks = new Talks(user, this);
    }

    // On the user's thread

    Told talk(Talk talk) {
        notWhileJudging();
        user.command(() -> begin(talk));
        judging = true;
        try {
            return judged(talk.ear());
        } finally {
            judging = false;
        }
    }

    private void notWhileJudging() {
        if (judging) {
            throw new IllegalStateException("a check of a message can't talk over a WebSocket itself");
        }
    }

    private Told judged(Talk.Ear ear) {
        for (Heard came = talks.come(); came != null; came = talks.come()) {
            Told told = told(came, null);
            String other = ask(told, ear);
            if (other == null) {
                return settled(came, told, ear);
            }
            user.carryOn(() -> goOn(other));
        }
        Failure failure = talks.failure();
        return new Told(true, NOTHING, 0, failure == null ? null : failure.message());
    }

    private Told told(Heard came, @Nullable String problem) {
        return new Told(came.text(), came.bytes(), Math.max(0, talks.tookNanos()), problem);
    }

    private @Nullable String ask(Told told, Talk.Ear ear) {
        try {
            return ear.unlike(told);
        } catch (Leaving leaves) {
            settle(null);
            throw leaves;
        } catch (Throwable thrown) {
            settle(String.valueOf(thrown));
            throw thrown;
        }
    }

    private Told settled(Heard came, Told told, Talk.Ear ear) {
        String problem;
        try {
            problem = ear.problem(told);
        } catch (Leaving leaves) {
            settle(null);
            throw leaves;
        } catch (Throwable thrown) {
            settle(String.valueOf(thrown));
            throw thrown;
        }
        Told counted = told(came, problem);
        settle(problem);
        return counted;
    }

    private void settle(@Nullable String problem) {
        user.onLoop(() -> talks.settle(problem));
    }

    Told hangUp(Talk.HangUp end) {
        notWhileJudging();
        user.command(() -> begin(end));
        Failure failure = talks.failure();
        return new Told(true, NOTHING, 0, failure == null ? null : failure.message());
    }

    // On the loop

    private void begin(Talk talk) {
        Step.Talk step = new Step.Talk(
                user.cohort().type().name(),
                talk.name(),
                talk.socket(),
                Optional.ofNullable(talk.message()).map(Dialogue::message),
                talk.withinNanos() > 0
                        ? Optional.of(new Conversation.Patience(talk.withinNanos(), 1))
                        : Optional.empty(),
                List.of(),
                Expectation.ANY,
                Optional.empty(),
                OnFailure.goOn);
        Conversation.Message message = step.message().orElse(null);
        boolean repeated = message != null && message.isRepeated();
        begun(talks.begin(repeated ? new Talking(step, loop) : Talking.open(step, loop), readyNanos()));
    }

    private static Conversation.Message message(Talk.Message message) {
        return new Conversation.Message(
                message.text(),
                new Constant("(what code has written)", message.content()),
                message.intervalNanos(),
                message.periodNanos());
    }

    private void begin(Talk.HangUp end) {
        Step.HangUp step = new Step.HangUp(
                user.cohort().type().name(),
                end.name(),
                end.socket(),
                end.code(),
                Optional.empty(),
                end.withinNanos(),
                OnFailure.goOn);
        begun(talks.begin(new HangingUp(step, loop), readyNanos()));
    }

    private void goOn(String other) {
        begun(talks.goOn(other));
    }

    private void begun(boolean over) {
        if (over) {
            user.goOnAt(talks.endNanos());
        }
    }

    /** Takes over a connection that has become a WebSocket. */
    void open(
            RequestKey key, Conversation.Opening opening, Connection connection, Handshake agreed, long intendedNanos) {
        talks.sockets().open(key, opening, connection, agreed, intendedNanos);
    }

    /** Whether something is said or waited for. */
    boolean isActive() {
        return talks.isActive();
    }

    void timeUp(long nowNanos) {
        talks.timeUp(nowNanos);
    }

    /** The user is to leave: nothing more is said at a rate. */
    void leave() {
        talks.leave();
    }

    /** The user has left. */
    void end() {
        talks.abort();
    }

    @Override
    public void doing(OnFailure then, String name) {}

    @Override
    public long readyNanos() {
        return user.readyNanos();
    }

    @Override
    public void talked(boolean met, long endNanos) {
        user.goOnAt(endNanos);
    }
}

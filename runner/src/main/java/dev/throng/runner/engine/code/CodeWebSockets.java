package dev.throng.runner.engine.code;

import dev.throng.api.step.OnFailure;
import dev.throng.runner.code.SocketExchange;
import dev.throng.runner.code.SocketReply;
import dev.throng.runner.code.UserExit;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.socket.CloseStep;
import dev.throng.runner.engine.socket.MessageStep;
import dev.throng.runner.engine.socket.UnreadMessage;
import dev.throng.runner.engine.socket.WebSocketSteps;
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
final class CodeWebSockets implements WebSocketSteps.Owner {
    private static final byte[] NOTHING = {};

    private final CodeUser user;
    private final Loop loop;
    private final WebSocketSteps steps;
    private boolean judging;

    CodeWebSockets(CodeUser user) {
        this.user = user;
        loop = user.loop();
        steps = new WebSocketSteps(user, this);
    }

    // On the user's thread

    SocketReply talk(SocketExchange talk) {
        notWhileJudging();
        user.command(() -> begin(talk));
        judging = true;
        try {
            return judged(talk.judge());
        } finally {
            judging = false;
        }
    }

    private void notWhileJudging() {
        if (judging) {
            throw new IllegalStateException("a check of a message can't talk over a WebSocket itself");
        }
    }

    private SocketReply judged(SocketExchange.MessageJudge judge) {
        for (UnreadMessage came = steps.come(); came != null; came = steps.come()) {
            SocketReply told = told(came, null);
            String other = ask(told, judge);
            if (other == null) {
                return settled(came, told, judge);
            }
            user.carryOn(() -> goOn(other));
        }
        Failure failure = steps.failure();
        return new SocketReply(true, NOTHING, 0, failure == null ? null : failure.message());
    }

    private SocketReply told(UnreadMessage came, @Nullable String problem) {
        return new SocketReply(came.text(), came.bytes(), Math.max(0, steps.tookNanos()), problem);
    }

    private @Nullable String ask(SocketReply told, SocketExchange.MessageJudge judge) {
        try {
            return judge.unlike(told);
        } catch (UserExit leaves) {
            settle(null);
            throw leaves;
        } catch (Throwable thrown) {
            settle(String.valueOf(thrown));
            throw thrown;
        }
    }

    private SocketReply settled(UnreadMessage came, SocketReply told, SocketExchange.MessageJudge judge) {
        String problem;
        try {
            problem = judge.problem(told);
        } catch (UserExit leaves) {
            settle(null);
            throw leaves;
        } catch (Throwable thrown) {
            settle(String.valueOf(thrown));
            throw thrown;
        }
        SocketReply counted = told(came, problem);
        settle(problem);
        return counted;
    }

    private void settle(@Nullable String problem) {
        user.onLoop(() -> steps.settle(problem));
    }

    SocketReply hangUp(SocketExchange.HangUp end) {
        notWhileJudging();
        user.command(() -> begin(end));
        Failure failure = steps.failure();
        return new SocketReply(true, NOTHING, 0, failure == null ? null : failure.message());
    }

    // On the loop

    private void begin(SocketExchange talk) {
        Step.Talk step = new Step.Talk(
                user.cohort().type().name(),
                talk.name(),
                talk.socket(),
                Optional.ofNullable(talk.message()).map(CodeWebSockets::message),
                talk.withinNanos() > 0
                        ? Optional.of(new Conversation.Patience(talk.withinNanos(), 1))
                        : Optional.empty(),
                List.of(),
                Expectation.ANY,
                Optional.empty(),
                OnFailure.goOn);
        Conversation.Message message = step.message().orElse(null);
        boolean repeated = message != null && message.isRepeated();
        begun(steps.begin(repeated ? new MessageStep(step, loop) : MessageStep.open(step, loop), readyNanos()));
    }

    private static Conversation.Message message(SocketExchange.Message message) {
        return new Conversation.Message(
                message.text(),
                new Constant("(what code has written)", message.content()),
                message.intervalNanos(),
                message.periodNanos());
    }

    private void begin(SocketExchange.HangUp end) {
        Step.HangUp step = new Step.HangUp(
                user.cohort().type().name(),
                end.name(),
                end.socket(),
                end.code(),
                Optional.empty(),
                end.withinNanos(),
                OnFailure.goOn);
        begun(steps.begin(new CloseStep(step, loop), readyNanos()));
    }

    private void goOn(String other) {
        begun(steps.goOn(other));
    }

    private void begun(boolean over) {
        if (over) {
            user.goOnAt(steps.endNanos());
        }
    }

    /** Takes over a connection that has become a WebSocket. */
    void open(
            RequestKey key, Conversation.Opening opening, Connection connection, Handshake agreed, long intendedNanos) {
        steps.sockets().open(key, opening, connection, agreed, intendedNanos);
    }

    /** Whether something is said or waited for. */
    boolean isActive() {
        return steps.isActive();
    }

    void timeUp(long nowNanos) {
        steps.timeUp(nowNanos);
    }

    /** The user is to leave: nothing more is said at a rate. */
    void leave() {
        steps.leave();
    }

    /** The user has left. */
    void end() {
        steps.abort();
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

package dev.throng.runner.engine.socket;

import dev.throng.api.step.OnFailure;
import dev.throng.runner.engine.judge.Judge;
import dev.throng.runner.engine.judge.NamedCheck;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.plan.step.Capture;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.stats.RequestKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step that says something over a WebSocket, or waits for something, ready for one loop. */
public final class MessageStep {
    private static final String METHOD = "MESSAGE";
    private static final long NO_LIMIT = -1;

    final Step.Talk step;
    final RequestKey key;
    final int slot;
    final Conversation.@Nullable Message message;
    final Conversation.@Nullable Patience patience;

    /** Says which message is waited for. */
    final Judge judge;

    /** Longest response time of a success; negative when there is none. */
    final long limitNanos;

    final NamedCheck[] checks;
    final NamedCheck[] soft;

    /** Whether whoever asked says which message is the one, and how it counts. */
    final boolean open;

    public MessageStep(Step.Talk step, Loop loop) {
        this(step, loop, false);
    }

    private MessageStep(Step.Talk step, Loop loop, boolean open) {
        this.step = step;
        this.open = open;
        key = new RequestKey(step.user(), step.name(), METHOD);
        slot = loop.recorder().slot(key);
        message = step.message().orElse(null);
        patience = step.patience().orElse(null);
        Expectation expect = step.expect();
        judge = Judge.of(new Expectation(
                expect.cases().stream().map(MessageStep::timeless).toList()));
        limitNanos = expect.cases().getFirst().maxDurationNanos();
        checks = NamedCheck.of(expect.checks());
        soft = NamedCheck.of(expect.soft());
    }

    private static Expectation.Case timeless(Expectation.Case one) {
        return new Expectation.Case(one.status(), one.checks(), Optional.empty(), NO_LIMIT);
    }

    /** One of which whoever asked says which message is the one, by {@link WebSocketSteps#settle} or {@link WebSocketSteps#goOn}. */
    public static MessageStep open(Step.Talk step, Loop loop) {
        return new MessageStep(step, loop, true);
    }

    OnFailure onFailure() {
        return step.onFailure();
    }

    /** What nobody could be asked about. */
    static RequestKey closing(String user, String name) {
        return new RequestKey(user, name, "CLOSE");
    }

    /** Whether a message is as it is to be only once values are taken out of it. */
    boolean hasMore() {
        return checks.length > 0 || !step.expect().that().isEmpty();
    }

    List<Capture> captures() {
        return step.captures();
    }
}

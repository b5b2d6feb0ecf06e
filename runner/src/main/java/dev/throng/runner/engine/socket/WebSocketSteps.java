package dev.throng.runner.engine.socket;

import dev.throng.api.step.OnFailure;
import dev.throng.runner.code.MetricKind;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.stream.EventStream;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.websocket.WebSocket;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Durations;
import dev.throng.runner.stats.FailureKind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What a user does with its WebSockets, one step at a time: says something, waits for an answer, or closes. Each step that waits is a row from its
 * intended start to the message; one that is sent at a rate is a row for each message, from when that was to be sent. Confined to the loop.
 */
public final class WebSocketSteps implements UserWebSocket.Listener, EventStream.Meter {
    /** Whose conversation it is. */
    public interface Owner {
        /** What is under way from now on is called so, and this happens when it fails. */
        void doing(OnFailure then, String name);

        /** When the user was ready for its step. */
        long readyNanos();

        /** What had to wait is over, or what came is to be judged. @param met whether it was as expected */
        void talked(boolean met, long endNanos);
    }

    private static final int MOST_OUTSTANDING = 10_000;

    private final User user;
    private final Owner owner;
    private final Loop loop;
    private final MessageRecorder row;
    private final Sockets sockets;

    /** What was sent and is not answered. */
    private final ArrayDeque<PendingReply> outstanding = new ArrayDeque<>(1);

    private @Nullable MessageStep talking;
    private @Nullable CloseStep hangingUp;
    private @Nullable UserWebSocket line;
    private boolean beginning;
    private boolean met;
    private int missing;
    private long endNanos;
    private long deadlineNanos;
    private long nextNanos;
    private long stopNanos;
    private String unlike = "";

    /** What came of an open step, until it is judged. */
    private @Nullable UnreadMessage come;

    /** Why the last step has failed. */
    private @Nullable Failure failure;

    public WebSocketSteps(User user, Owner owner) {
        this.user = user;
        this.owner = owner;
        loop = user.loop();
        row = new MessageRecorder(user);
        sockets = new Sockets(user, row, this);
    }

    /** Whether a step is under way. */
    public boolean isActive() {
        return talking != null || hangingUp != null;
    }

    public Sockets sockets() {
        return sockets;
    }

    public boolean met() {
        return met;
    }

    public long endNanos() {
        return endNanos;
    }

    // Steps

    /** Says something, or waits; whether that is over already. */
    public boolean begin(MessageStep step, long intendedNanos) {
        beginning = true;
        loop.began();
        talking = step;
        met = true;
        come = null;
        failure = null;
        unlike = "";
        outstanding.clear();
        owner.doing(step.onFailure(), step.key.name());
        start(step, intendedNanos);
        beginning = false;
        return come != null || !isActive();
    }

    private void start(MessageStep step, long intended) {
        UserWebSocket at = sockets.find(step.step.socket());
        line = at;
        Failure gone = sockets.gone(at);
        if (at == null || gone != null) {
            outstanding.add(PendingReply.now(intended));
            allFail(gone == null ? new Failure(FailureKind.REQUEST, "no WebSocket is open") : gone);
            return;
        }
        Conversation.Message message = step.message;
        missing = step.patience == null ? 0 : step.patience.count();
        if (message == null) {
            outstanding.add(PendingReply.now(intended));
            waitFor(step, System.nanoTime());
            hearWhatCame(at);
        } else if (message.isRepeated()) {
            nextNanos = intended;
            stopNanos = intended + message.periodNanos();
            at.forget();
            at.listen(this);
            sendDue(System.nanoTime());
        } else {
            sendOnce(step, message, at, intended);
        }
    }

    private void sendOnce(MessageStep step, Conversation.Message message, UserWebSocket at, long intended) {
        PendingReply asked = PendingReply.now(intended);
        outstanding.add(asked);
        if (step.patience != null) {
            at.forget();
            at.listen(this);
        }
        if (!send(message, at)) {
            return;
        }
        if (step.patience == null) {
            outstanding.clear();
            row.met(step.key, step.slot, asked, System.nanoTime());
            finish(System.nanoTime());
        } else {
            waitFor(step, System.nanoTime());
        }
    }

    /** False when the step has failed by it. */
    private boolean send(Conversation.Message message, UserWebSocket at) {
        ByteSink bytes = loop.network().io().sinks().take();
        boolean written = message.content().appendTo(user, bytes);
        WebSocket.Sent how = written ? at.say(message.text(), bytes) : WebSocket.Sent.STUCK;
        loop.network().io().sinks().give(bytes);
        if (!written) {
            allFail(new Failure(
                    FailureKind.REQUEST,
                    "message: a variable is not set in " + message.content().source()));
            return false;
        }
        if (how == WebSocket.Sent.STUCK) {
            allFail(new Failure(FailureKind.TIMEOUT, "the server does not read what it is sent"));
            return false;
        }
        // What is lost has said so by itself, if anybody listened.
        if (how == WebSocket.Sent.LOST && isActive()) {
            Failure why = at.failure();
            allFail(why == null ? new Failure(FailureKind.RESET, "connection closed by peer") : why);
        }
        return how == WebSocket.Sent.DONE && isActive();
    }

    private void waitFor(MessageStep step, long nowNanos) {
        Conversation.Patience patience = step.patience;
        deadlineNanos = nowNanos + (patience == null ? 0 : patience.withinNanos());
        UserWebSocket at = line;
        if (at != null) {
            at.listen(this);
        }
        loop.timers().set(user, deadlineNanos);
    }

    /** What came before is heard first. */
    private void hearWhatCame(UserWebSocket at) {
        UnreadMessage one = at.next();
        while (one != null && talking != null) {
            heard(one.text(), one.bytes(), 0, one.bytes().length, one.atNanos());
            one = talking == null || come != null ? null : at.next();
        }
    }

    // At a rate

    private void sendDue(long nowNanos) {
        MessageStep step = talking;
        UserWebSocket at = line;
        Conversation.Message message = step == null ? null : step.message;
        if (step == null || at == null || message == null) {
            return;
        }
        while (nextNanos < stopNanos && nextNanos <= nowNanos) {
            PendingReply asked = PendingReply.now(nextNanos);
            nextNanos += message.intervalNanos();
            if (outstanding.size() == MOST_OUTSTANDING) {
                allFail(new Failure(FailureKind.TIMEOUT, "too many messages without an answer"));
                return;
            }
            outstanding.addLast(asked);
            if (!send(message, at)) {
                return;
            }
            if (step.patience == null) {
                outstanding.clear();
                row.met(step.key, step.slot, asked, System.nanoTime());
            }
        }
        afterSending(step, nowNanos);
    }

    private void afterSending(MessageStep step, long nowNanos) {
        boolean done = nextNanos >= stopNanos;
        if (done && outstanding.isEmpty()) {
            finish(nowNanos);
            return;
        }
        long due = done ? Long.MAX_VALUE : nextNanos;
        Conversation.Patience patience = step.patience;
        PendingReply first = outstanding.peekFirst();
        if (patience != null && first != null) {
            due = Math.min(due, first.intendedNanos() + patience.withinNanos());
        }
        deadlineNanos = due;
        loop.timers().set(user, due);
    }

    private boolean isRepeated() {
        MessageStep step = talking;
        return step != null && step.message != null && step.message.isRepeated();
    }

    /** The user is to leave: nothing more is sent. */
    public void leave() {
        if (isRepeated()) {
            stopNanos = Math.min(stopNanos, nextNanos);
            loop.timers().set(user, System.nanoTime());
        }
    }

    // Closing

    /** Closes one; whether that is over already. */
    public boolean begin(CloseStep step, long intendedNanos) {
        beginning = true;
        loop.began();
        hangingUp = step;
        met = true;
        failure = null;
        outstanding.clear();
        outstanding.add(PendingReply.now(intendedNanos));
        owner.doing(step.onFailure(), step.key.name());
        UserWebSocket at = sockets.find(step.step.socket());
        line = at;
        Failure gone = sockets.gone(at);
        if (at == null || gone != null) {
            allFail(gone == null ? new Failure(FailureKind.REQUEST, "no WebSocket is open") : gone);
        } else {
            deadlineNanos = System.nanoTime() + step.step.withinNanos();
            at.listen(this);
            loop.timers().set(user, deadlineNanos);
            at.close(step.step.code());
        }
        beginning = false;
        return !isActive();
    }

    // What comes

    @Override
    public void heard(boolean text, byte[] bytes, int from, int length, long atNanos) {
        MessageStep step = talking;
        PendingReply asked = outstanding.peekFirst();
        if (step == null || step.patience == null || asked == null) {
            return;
        }
        try {
            long at = Math.max(atNanos, asked.intendedNanos());
            if (step.open) {
                come(new UnreadMessage(text, Arrays.copyOfRange(bytes, from, from + length), at));
            } else {
                heard(step, asked, bytes, from, length, at);
            }
        } catch (Throwable bug) {
            user.failed(bug);
        }
    }

    private void heard(MessageStep step, PendingReply asked, byte[] bytes, int from, int length, long atNanos) {
        String other = row.unlike(step, bytes, from, length, atNanos - asked.intendedNanos());
        if (other != null) {
            unlike = other;
            return;
        }
        boolean repeated = isRepeated();
        if (!repeated && --missing > 0) {
            return;
        }
        UserWebSocket at = line;
        met &= row.answered(
                step, asked, atNanos, bytes, from, length, at == null ? "" : at.transcript(loop.witness() != null));
        outstanding.pollFirst();
        if (!repeated) {
            finish(atNanos);
        } else if (nextNanos >= stopNanos && outstanding.isEmpty()) {
            finish(atNanos);
        }
    }

    // What is judged by whoever asked

    /** Something came that may be the one: nobody listens until that is said. */
    private void come(UnreadMessage what) {
        come = what;
        UserWebSocket at = line;
        if (at != null) {
            at.listen(null);
        }
        loop.timers().cancel(user);
        endNanos = Math.max(what.atNanos(), owner.readyNanos());
        if (!beginning) {
            owner.talked(true, endNanos);
        }
    }

    /** What came of an open step and is to be judged; null when nothing did. */
    public @Nullable UnreadMessage come() {
        return come;
    }

    /** Why the last step has failed; null when it has not. */
    public @Nullable Failure failure() {
        return failure;
    }

    /** From the intended start of an open step to what came. */
    public long tookNanos() {
        UnreadMessage what = come;
        PendingReply asked = outstanding.peekFirst();
        return what == null || asked == null ? 0 : what.atNanos() - asked.intendedNanos();
    }

    /** What came is not what is waited for: waits on, for as long as there is. Whether that is over already. @param other why it is not */
    public boolean goOn(String other) {
        MessageStep step = talking;
        UserWebSocket at = line;
        if (step == null || at == null) {
            return true;
        }
        beginning = true;
        come = null;
        unlike = other;
        hearWhatCame(at);
        Failure gone = come == null ? sockets.gone(at) : null;
        if (gone != null) {
            allFail(gone);
        } else if (come == null) {
            at.listen(this);
            loop.timers().set(user, deadlineNanos);
        }
        beginning = false;
        return come != null || !isActive();
    }

    /** Counts what came. @param problem why it counts as failed; null when it does not */
    public void settle(@Nullable String problem) {
        MessageStep step = talking;
        UnreadMessage what = come;
        PendingReply asked = outstanding.pollFirst();
        if (step == null || what == null || asked == null) {
            return;
        }
        UserWebSocket at = line;
        failure = problem == null ? null : new Failure(FailureKind.CHECK, problem);
        met = problem == null;
        row.settled(step, asked, what.atNanos(), failure, at == null ? "" : at.transcript(loop.witness() != null));
        clear();
    }

    @Override
    public void over() {
        try {
            UserWebSocket at = line;
            if (at == null || !isActive()) {
                return;
            }
            sockets.remove(at);
            Failure why = at.failure();
            CloseStep closing = hangingUp;
            if (closing == null || why != null) {
                allFail(why == null ? new Failure(FailureKind.RESET, "the WebSocket is closed") : why);
            } else {
                long now = System.nanoTime();
                PendingReply asked = outstanding.pollFirst();
                row.met(closing.key, closing.slot, asked == null ? PendingReply.now(now) : asked, now);
                finish(now);
            }
        } catch (Throwable bug) {
            user.failed(bug);
        }
    }

    // Time

    /** The user's timer has fired while a step is under way. */
    public void timeUp(long nowNanos) {
        if (deadlineNanos > nowNanos && !isRepeated()) {
            loop.timers().set(user, deadlineNanos);
        } else if (hangingUp != null) {
            UserWebSocket at = line;
            if (at != null) {
                at.giveUpClosing(new Failure(
                        FailureKind.TIMEOUT,
                        "the server did not agree to the close within "
                                + Durations.said(hangingUp.step.withinNanos())));
            }
        } else if (isRepeated()) {
            expire(nowNanos);
            sendDue(nowNanos);
        } else {
            allFail(late());
        }
    }

    /** What was not answered in time. */
    private void expire(long nowNanos) {
        MessageStep step = talking;
        Conversation.Patience patience = step == null ? null : step.patience;
        if (step == null || patience == null) {
            return;
        }
        for (Iterator<PendingReply> all = outstanding.iterator(); all.hasNext(); ) {
            PendingReply asked = all.next();
            if (asked.intendedNanos() + patience.withinNanos() > nowNanos) {
                return;
            }
            all.remove();
            fail(late(), asked, nowNanos);
        }
    }

    private Failure late() {
        MessageStep step = talking;
        Conversation.Patience patience = step == null ? null : step.patience;
        String limit = Durations.said(patience == null ? 0 : patience.withinNanos());
        return new Failure(
                FailureKind.TIMEOUT,
                unlike.isEmpty()
                        ? "no message within " + limit
                        : "no such message within " + limit + ", the last one: " + unlike);
    }

    // The end

    private void allFail(Failure why) {
        long now = System.nanoTime();
        for (PendingReply asked = outstanding.pollFirst(); asked != null; asked = outstanding.pollFirst()) {
            fail(why, asked, now);
        }
        finish(now);
    }

    private void fail(Failure why, PendingReply asked, long nowNanos) {
        met = false;
        failure = why;
        UserWebSocket at = line;
        String transcript = at == null ? "" : at.transcript(loop.witness() != null);
        MessageStep step = talking;
        if (step != null) {
            row.failed(step, asked, nowNanos, why, transcript);
        } else if (hangingUp != null) {
            row.failed(hangingUp.key, hangingUp.slot, asked, nowNanos, why, transcript);
        }
    }

    private void finish(long atNanos) {
        if (!isActive()) {
            return;
        }
        clear();
        endNanos = Math.max(atNanos, owner.readyNanos());
        if (!beginning) {
            owner.talked(met, endNanos);
        }
    }

    private void clear() {
        UserWebSocket at = line;
        if (at != null) {
            at.listen(null);
        }
        talking = null;
        hangingUp = null;
        line = null;
        come = null;
        outstanding.clear();
        loop.ended();
    }

    /** Gives up what is under way, and all that is open. */
    public void abort() {
        if (isActive()) {
            MessageStep step = talking;
            int slot = step != null ? step.slot : hangingUp == null ? 0 : hangingUp.slot;
            row.aborted(slot, outstanding);
            clear();
            failure = new Failure(FailureKind.REQUEST, "given up");
        }
        sockets.closeAll();
    }

    // Figures

    @Override
    public void metric(MetricKind kind, String name, double value, long beganNanos) {
        loop.metric(kind, name, value, beganNanos);
    }

    @Override
    public boolean stalled(long fromNanos, long toNanos) {
        return loop.clock().stalled(fromNanos, toNanos);
    }

    @Override
    public void hurried() {}
}

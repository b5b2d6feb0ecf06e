package dev.throng.runner.engine.socket;

import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.stream.EventStream;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.Connection;
import dev.throng.runner.http.websocket.Handshake;
import dev.throng.runner.http.websocket.WebSocket;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.RequestKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user's WebSockets, by their names. Confined to the loop. */
public final class Sockets {
    private static final int MOST_LINES = 8;

    private final User user;
    private final Loop loop;
    private final MessageRecorder row;
    private final EventStream.Meter meter;
    private final List<UserWebSocket> lines = new ArrayList<>(1);

    /** @param meter takes the figures of a session */
    Sockets(User user, MessageRecorder row, EventStream.Meter meter) {
        this.user = user;
        loop = user.loop();
        this.row = row;
        this.meter = meter;
    }

    /** Takes over a connection that has become a WebSocket. @param intendedNanos when its handshake was to start */
    public void open(
            RequestKey key, Conversation.Opening opening, Connection connection, Handshake agreed, long intendedNanos) {
        UserWebSocket before = find(opening.socket());
        if (before != null) {
            let(before, key.user());
        } else if (lines.size() == MOST_LINES) {
            let(lines.getFirst(), key.user());
        }
        boolean logs = loop.witness() != null || !loop.shared().exchangeLog().full();
        UserWebSocket opened =
                new UserWebSocket(opening.socket(), key.name(), opening.figures(), meter, intendedNanos, logs);
        lines.add(opened);
        opened.open(new WebSocket(
                connection,
                loop.network().io().sinks(),
                agreed,
                loop.network().compression(),
                (int) Math.min(
                        Integer.MAX_VALUE / 2, loop.shared().plan().http().maxBodyBytes()),
                System.nanoTime() ^ user.userNumber(),
                opened));
    }

    /** Null when none of this name was opened. */
    @Nullable UserWebSocket find(String name) {
        for (UserWebSocket one : lines) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        return null;
    }

    /** It is of no use any more. */
    void remove(UserWebSocket one) {
        lines.remove(one);
    }

    /** Why there is nobody to talk to; null when there is. */
    @Nullable Failure gone(@Nullable UserWebSocket at) {
        if (at == null || at.isOpen()) {
            return null;
        }
        lines.remove(at);
        at.leave();
        Failure why = at.failure();
        return why == null ? new Failure(FailureKind.REQUEST, "the WebSocket is closed") : why;
    }

    /** Nobody needs it any more: what nobody has been told of its end is counted. */
    private void let(UserWebSocket old, String userClass) {
        lines.remove(old);
        old.listen(null);
        boolean unseen = old.isOver();
        old.leave();
        Failure why = old.failure();
        if (unseen && why != null) {
            RequestKey key = MessageStep.closing(userClass, old.handshake());
            long now = System.nanoTime();
            row.failed(
                    key,
                    loop.recorder().slot(key),
                    PendingReply.now(now),
                    now,
                    why,
                    old.transcript(loop.witness() != null));
        }
    }

    /** The user leaves. */
    public void closeAll() {
        for (UserWebSocket one : List.copyOf(lines)) {
            let(one, user.cohort().type().name());
        }
    }
}

package dev.throng.runner.engine.socket;

import dev.throng.runner.code.MetricKind;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.stream.EventStream.Meter;
import dev.throng.runner.http.websocket.CloseReason;
import dev.throng.runner.http.websocket.WebSocket;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.stats.FailureKind;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of a user, from open to over. Keeps what comes while nobody listens, up to a limit, the latest of it. Confined to the loop.
 */
public final class UserWebSocket implements WebSocket.Owner {
    /** Who waits for messages, or for the end. */
    public interface Listener {
        /** A message; its bytes are gone when this returns. */
        void heard(boolean text, byte[] bytes, int from, int length, long atNanos);

        /** It is over. */
        void over();
    }

    private static final int MOST_HEARD = 256;
    private static final int MOST_HEARD_BYTES = 1 << 20;

    private final String name;
    private final String handshake;
    private final Conversation.Figures figures;
    private final Meter meter;
    private final long openedNanos;
    private final boolean logs;
    private final ArrayDeque<UnreadMessage> heard = new ArrayDeque<>(0);
    private final FrameLog log = new FrameLog();
    private int heardBytes;
    private @Nullable WebSocket socket;
    private @Nullable Listener listener;
    private @Nullable Failure failure;
    private boolean closing;
    private boolean over;
    private long sent;
    private long received;

    /**
     * @param name what the user calls it
     * @param handshake what its handshake is counted under
     * @param openedNanos when its handshake was to start
     * @param logs whether its messages are kept for people
     */
    public UserWebSocket(
            String name, String handshake, Conversation.Figures figures, Meter meter, long openedNanos, boolean logs) {
        this.name = name;
        this.handshake = handshake;
        this.figures = figures;
        this.meter = meter;
        this.openedNanos = openedNanos;
        this.logs = logs;
    }

    /** Its WebSocket is open. To be called once. */
    public void open(WebSocket opened) {
        socket = opened;
    }

    public String name() {
        return name;
    }

    public String handshake() {
        return handshake;
    }

    /** Whether messages can be sent. */
    public boolean isOpen() {
        WebSocket open = socket;
        return !over && !closing && open != null && open.isOpen();
    }

    /** Why it is over without the user's will; null when it is not, or was closed. */
    public @Nullable Failure failure() {
        return failure;
    }

    /** The last messages, for people. @param news only those that were not asked for before */
    public String transcript(boolean news) {
        return news ? log.news() : log.toString();
    }

    /** Who is told what comes from now on; null: nobody is. */
    public void listen(@Nullable Listener whoever) {
        listener = whoever;
    }

    // Sending

    public WebSocket.Sent say(boolean text, ByteSink message) {
        WebSocket open = socket;
        if (open == null || !isOpen()) {
            return WebSocket.Sent.LOST;
        }
        WebSocket.Sent how = open.send(text, message.array(), 0, message.length());
        if (how == WebSocket.Sent.DONE) {
            sent++;
            if (logs) {
                log.sent(text, message.array(), 0, message.length());
            }
        } else if (how == WebSocket.Sent.LOST) {
            lost(false, "connection closed by peer");
        }
        return how;
    }

    /** Says that it is to be closed; the listener is told when it is. */
    public void close(int code) {
        WebSocket open = socket;
        closing = true;
        log.note("→ close " + code);
        if (open != null && !open.close(new CloseReason(code, ""))) {
            lost(false, "connection closed by peer");
        }
    }

    /** The server does not agree that it is closed. */
    public void giveUpClosing(Failure why) {
        if (!over) {
            failure = why;
            end();
        }
    }

    /** The user leaves: a friendly word and no more. */
    public void leave() {
        WebSocket open = socket;
        if (!over && open != null && open.isOpen()) {
            boolean unused = open.close(new CloseReason(CloseReason.NORMAL, ""));
        }
        end();
    }

    // What came before anybody listened

    public @Nullable UnreadMessage next() {
        UnreadMessage first = heard.pollFirst();
        heardBytes -= first == null ? 0 : first.bytes().length;
        return first;
    }

    public void forget() {
        heard.clear();
        heardBytes = 0;
    }

    // From the WebSocket

    @Override
    public void message(boolean text, byte[] bytes, int from, int length, long atNanos) {
        received++;
        if (logs) {
            log.received(text, bytes, from, length);
        }
        Listener whoever = listener;
        if (whoever != null) {
            whoever.heard(text, bytes, from, length, atNanos);
        } else {
            keep(text, bytes, from, length, atNanos);
        }
    }

    private void keep(boolean text, byte[] bytes, int from, int length, long atNanos) {
        while (!heard.isEmpty() && (heard.size() == MOST_HEARD || heardBytes + length > MOST_HEARD_BYTES)) {
            next();
        }
        byte[] copy = new byte[length];
        System.arraycopy(bytes, from, copy, 0, length);
        heard.addLast(new UnreadMessage(text, copy, atNanos));
        heardBytes += length;
    }

    @Override
    public void closed(CloseReason reason) {
        log.note("← close " + reason);
        if (!closing) {
            failure = new Failure(FailureKind.RESET, "the server closed the WebSocket: " + reason);
        }
        end();
    }

    @Override
    public void lost(boolean violated, String message) {
        log.note("lost: " + message);
        // A server that has nothing more to say may end the connection without a word of its own.
        if (!closing || violated) {
            failure = new Failure(violated ? FailureKind.PROTOCOL : FailureKind.RESET, message);
        } else {
            failure = new Failure(FailureKind.RESET, "the server ended the connection without closing the WebSocket");
        }
        end();
    }

    /** It is over, and counted. */
    private void end() {
        if (over) {
            return;
        }
        over = true;
        WebSocket open = socket;
        if (open != null) {
            open.drop();
        }
        double millis = (System.nanoTime() - openedNanos) / 1e6;
        meter.metric(MetricKind.GROUP, figures.session(), millis, openedNanos);
        if (failure != null) {
            meter.metric(MetricKind.GROUP_FAILURES, figures.session(), millis, openedNanos);
        }
        count(figures.sent(), sent);
        count(figures.received(), received);
        Listener whoever = listener;
        if (whoever != null) {
            whoever.over();
        }
    }

    private void count(String figure, long number) {
        if (number > 0) {
            meter.metric(MetricKind.COUNTER, figure, (double) number, openedNanos);
        }
    }

    /** Whether it is over, in whatever way. */
    public boolean isOver() {
        return over;
    }
}

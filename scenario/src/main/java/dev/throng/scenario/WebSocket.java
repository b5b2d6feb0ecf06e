package dev.throng.scenario;

import dev.throng.scenario.spi.Link;
import java.time.Duration;

/**
 * A WebSocket that a user has opened and keeps, until it is closed or the user leaves. Confined to the user's thread.
 *
 * <pre>{@code
 * try (WebSocket chat = client.webSocket("/chat", name("chat"))) {
 *     Response joined = chat.send(name("join"), json(Map.of("join", "rivers")), within(Duration.ofSeconds(2)), expectJson("$.type", "joined"));
 *     Response news = chat.await(Duration.ofSeconds(30), name("news"), expectJson("$.type", "news"));
 * }
 * }</pre>
 *
 * <p>Each of its methods is a row of the statistics, by the name that it is given or the handshake's, and gives what came as a {@link
 * Response} without status and headers: its {@link Response#duration} is the round trip. What failed throws nothing.
 */
public final class WebSocket implements AutoCloseable {
    private static final int NORMAL = 1000;

    private final Link link;
    private final String socket;
    private final String name;
    private final Response handshake;
    private boolean closed;

    WebSocket(Link link, String socket, String name, Response handshake) {
        this.link = link;
        this.socket = socket;
        this.name = name;
        this.handshake = handshake;
    }

    /** How the server has answered the handshake. */
    public Response handshake() {
        return handshake;
    }

    /** Whether the server has agreed to it; it may have ended it since. */
    public boolean ok() {
        return handshake.ok();
    }

    /**
     * Sends a message: {@code json}, {@code jsonText} or {@code body}. With {@code within} it waits for an answer, which is the first
     * message from now on that is as expected; what else comes is passed over. Without, nothing is waited for.
     */
    public Response send(RequestOption... options) {
        RequestSpec message = message(options);
        return link.talk(socket, message, message.within());
    }

    /** Waits for a message that is as expected; what came since the last step counts. */
    public Response await(Duration limit, RequestOption... options) {
        return link.listen(socket, message(options), limit);
    }

    /**
     * Sends a message again and again for a time, whatever comes back meanwhile. With {@code within}, each waits for an answer of its own,
     * in order; what those say is not looked at.
     *
     * @param perSecond how often
     */
    public Response sendAtRate(double perSecond, Duration time, RequestOption... options) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("sendAtRate(" + perSecond + ", …): must be above 0");
        }
        if (!time.isPositive()) {
            throw new IllegalArgumentException("sendAtRate(…, " + time + "): must be above 0");
        }
        RequestSpec message = message(options);
        return link.talkAtRate(socket, message, message.within(), perSecond, time);
    }

    private RequestSpec message(RequestOption... options) {
        return new RequestSpec("MESSAGE", name, options);
    }

    /** Closes it, and waits until the server has agreed: 5 seconds at most, or as {@code timeout} says. @param code 1000, or 3000 to 4999 */
    public Response close(int code, RequestOption... options) {
        if (code > 1003 && code < 3000 && (code < 1007 || code > 1014) || code < NORMAL || code > 4999) {
            throw new IllegalArgumentException("close(" + code + "): must not be sent; give 1000, or 3000 to 4999");
        }
        closed = true;
        return link.hangUp(socket, new RequestSpec("CLOSE", name, options), code);
    }

    /** Closes it unless that is done, with code 1000. */
    @Override
    public void close() {
        if (!closed && ok()) {
            Response unused = close(NORMAL);
        }
    }
}

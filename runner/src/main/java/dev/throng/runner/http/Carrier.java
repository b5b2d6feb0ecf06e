package dev.throng.runner.http;

import dev.throng.runner.http.response.BodyConsumer;
import dev.throng.runner.http.response.BodyListener;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.script.ByteSink;
import org.jspecify.annotations.Nullable;

/**
 * What carries an exchange: a connection of HTTP/1.1, or a stream of one of HTTP/2. One exchange at a time; confined to its loop.
 * Instants are {@link System#nanoTime}.
 */
public interface Carrier {
    /** Why an exchange is lost. */
    enum Loss {
        CONNECT,
        TLS,
        /** The generator ran into a limit of its own. */
        OWN_LIMIT,
        /** The peer closed or reset it before any byte of the response came. */
        BEFORE_RESPONSE,
        /** What came was no answer: the peer gave up waiting just when the request went out. It may be sent again. */
        OUT_OF_TURN,
        /** The peer says that it has not looked at the request. It may be sent again, whatever the method. */
        UNPROCESSED,
        /** The peer closed or reset it within the response. */
        WITHIN_RESPONSE,
        /** What came is no HTTP. */
        PROTOCOL
    }

    /** Who waits for something; called on the loop, never from within a call to the carrier. */
    interface Owner {
        /** It is ready for its first request. */
        void opened(Connection connection);

        /** Who takes the body of the response as it comes; null: nobody does, and it is kept as far as it is wanted. */
        default @Nullable BodyConsumer bodyConsumer() {
            return null;
        }

        /** Whether the request asks for another protocol, so that an answer may be 101. */
        default boolean upgrades() {
            return false;
        }

        /** {@link #response} is complete; to be ended with {@link #settle} before this call returns. */
        void responded(Carrier carrier);

        /**
         * The peer has closed its side before any byte of the response came. A reset that follows in a moment would tell that
         * it has not read the request: {@link #part} is to be called then, if nothing happens before.
         */
        void parting(Carrier carrier);

        /** It is closed. */
        void lost(Carrier carrier, Loss loss, String message);
    }

    /** What became of a request that was not answered. */
    enum Fate {
        /** Nothing of it reached the server, which therefore can't have acted on it: it may be sent again. */
        MISSED,
        /** The server got all of it. */
        ARRIVED,
        /** The server may have read it, or a part, or nothing. */
        UNCLEAR
    }

    Origin origin();

    /**
     * Sends a request. The bytes are the caller's again when this returns.
     *
     * @return false when it turned out to be gone and nothing can have been sent; it is closed then, and the owner is not told
     */
    boolean send(ByteSink request, boolean head, boolean wantsBody, long mostBodyBytes);

    /**
     * Sends a request in HTTP/2 whose body may come in parts, and whose response's body is heard instead of kept.
     *
     * @param to where the first part ends; {@link #more} sends what follows, up to the end
     * @return as {@link #send}
     */
    default boolean begin(ByteSink request, int to, BodyListener listener) {
        throw new IllegalStateException("only a stream comes in parts");
    }

    /** Sends the next part of the request; does nothing when it is over. */
    default void more(ByteSink request, int from, int to) {
        throw new IllegalStateException("only a stream comes in parts");
    }

    /** Bytes that the request that was sent takes. */
    long sentBytes(ByteSink request);

    /**
     * Ends the exchange: forgets the response.
     *
     * @param mayKeep false when the request asked for the connection's end
     */
    void settle(boolean mayKeep);

    /** Gives the exchange up, if there is one; the owner is not told. */
    void close();

    /** Says what became of the request that a peer's end has met; after {@link Owner#parting}. */
    void part();

    /** The present exchange's response. Once its first byte has come, until {@link #settle}. */
    ResponseParser response();

    /** Whether an exchange was carried over the connection before the present one: only then may its loss be the end of its idle time. */
    boolean wasUsed();

    /** What became of the present request, when there is no answer. */
    Fate fate();

    /** Whether the response is a server's goodbye that it may have sent before it had read the request. */
    boolean mayBeOutOfTurn();

    /** Whether it speaks HTTP/2. */
    boolean isStream();

    /** When the present exchange's request was given to the kernel; of a stream this may be corrected until the response begins. */
    long sentAt();

    /** When the response's first byte came; 0 as long as there is none. */
    long firstByteAt();

    /** When the response's last byte came. */
    long lastByteAt();

    /** Whether {@link #lastByteAt} is the kernel's stamp. */
    boolean isStamped();

    /** When it was lost, or when the peer closed its side. */
    long lostAt();

    /** Bytes of the present exchange's response that have come, whatever became of it. */
    long bytesReceived();
}

package dev.throng.runner.engine.exchange;

import dev.throng.runner.engine.connection.Proxied;
import dev.throng.runner.http.Carrier;
import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.script.ByteSink;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the request that is under way: borrowed from the loop's pool, or the one copy that all users send. Kept until
 * the exchange is over, as retries and redirects are made from them. Confined to the loop.
 */
final class Outgoing {
    private final SinkPool pool;
    private @Nullable ByteSink bytes;
    private boolean borrowed;
    private boolean http2;

    public Outgoing(SinkPool pool) {
        this.pool = pool;
    }

    ByteSink bytes() {
        ByteSink known = bytes;
        if (known == null) {
            throw new IllegalStateException("no request is under way");
        }
        return known;
    }

    /** It goes over a connection of this version. */
    void over(boolean stream) {
        http2 = stream;
    }

    /** The text of a request with the version that it was sent in. */
    String spoken(String text) {
        return http2 ? text.replaceFirst(" HTTP/1\\.1(?=\\R)", " HTTP/2.0") : text;
    }

    /** The request as it is said over this carrier: to a proxy that reads it, in the words for proxies. To be given to {@link #wasSaid}. */
    ByteSink said(Carrier over, @Nullable Proxied proxy) {
        if (proxy == null || !proxy.speaksFor(over.origin())) {
            return bytes();
        }
        ByteSink said = pool.take();
        proxy.write(bytes(), over.origin(), said);
        return said;
    }

    /** It was sent, or could not be. */
    @SuppressWarnings("ReferenceEquality") // these very bytes
    void wasSaid(ByteSink said) {
        if (said != bytes) {
            pool.give(said);
        }
    }

    /** Null when there are none: the request could not be formed, or is over. */
    @Nullable ByteSink ifAny() {
        return bytes;
    }

    /** Sends what all send. */
    void share(ByteSink whole) {
        release();
        bytes = whole;
    }

    /** An empty sink for the request's own bytes. */
    ByteSink borrow() {
        ByteSink own = pool.take();
        replace(own);
        return own;
    }

    /** Takes over a sink of the pool. */
    void replace(ByteSink own) {
        release();
        bytes = own;
        borrowed = true;
    }

    void release() {
        ByteSink known = bytes;
        bytes = null;
        if (known != null && borrowed) {
            borrowed = false;
            pool.give(known);
        }
    }
}

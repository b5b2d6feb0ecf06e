package dev.throng.runner.http;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Writes requests. One per loop, confined to it; owns the scratch space that dynamic bodies need. */
public final class RequestEncoder {
    /** @param wallMillis wall clock, epoch, for the expiry of cookies */
    public RequestEncoder(LongSupplier wallMillis) {}

    /**
     * Appends the whole request, head and body. Templates are evaluated in a fixed order: path, headers, body.
     *
     * <p>The bytes are what retries, {@linkplain #encodeHop redirects} and the log of failures need: templates draw
     * random values, so a second evaluation would be another request. Keep them until the response is judged.
     *
     * @param jar null for a user without cookies
     * @return false when the request cannot be formed; see {@link #problem}; what was appended is taken back
     */
    public boolean encode(PreparedRequest request, Scope scope, @Nullable CookieJar jar, ByteSink out) {
        throw new UnsupportedOperationException("coming");
    }

    /** Where the request that was encoded last goes. */
    public Origin origin() {
        throw new UnsupportedOperationException("coming");
    }

    /** Why the last {@link #encode} gave false, in words for the failure table. */
    public String problem() {
        throw new UnsupportedOperationException("coming");
    }

    /**
     * Appends the request that follows a redirect, made from the bytes of the one before.
     *
     * @param previous the whole request as encoded before
     */
    public void encodeHop(
            PreparedRequest request, ByteSink previous, Redirects.Hop hop, @Nullable CookieJar jar, ByteSink out) {
        throw new UnsupportedOperationException("coming");
    }

    /** The URL of an encoded request. */
    public static Url url(Origin origin, ByteSink encoded) {
        throw new UnsupportedOperationException("coming");
    }
}

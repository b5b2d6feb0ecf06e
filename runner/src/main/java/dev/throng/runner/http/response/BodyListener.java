package dev.throng.runner.http.response;

import org.jspecify.annotations.Nullable;

/** Hears of a response's body as it comes, instead of its being kept. Called on the loop. */
@FunctionalInterface
public interface BodyListener {
    /**
     * A piece of the body; valid during the call.
     *
     * @param atNanos when its last byte was there
     * @return null; or why nothing more of it is wanted, in words for the failure table: then the exchange is lost
     */
    @Nullable String piece(byte[] bytes, int from, int to, long atNanos);
}

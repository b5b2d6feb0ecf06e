package dev.throng.runner.stats;

import dev.throng.api.client.RpcStatus;

/**
 * How often a status was the answer, at the end of a chain of redirects. Requests that ran across a stall of the generator are
 * not in it, nor are those that got no complete answer.
 *
 * @param status those of gRPC are 1000 more; {@link #OTHER} for those beyond {@link #MOST}
 * @param failures those of the requests that failed: the status or something else was not as expected
 */
public record StatusCount(int status, long requests, long failures) {
    /** So many are told apart; a target that invents more of them is not to fill anybody's memory. */
    public static final int MOST = 24;

    /** No status of HTTP. */
    public static final int OTHER = 0;

    /** {@code 200}, {@code NOT_FOUND} of gRPC, or {@code other}. */
    public String text() {
        return status == OTHER ? "other" : RpcStatus.text(status);
    }
}

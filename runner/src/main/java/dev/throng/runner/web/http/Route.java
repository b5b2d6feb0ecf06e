package dev.throng.runner.web.http;

import java.io.IOException;

/**
 * Who answers what.
 *
 * @param access whether a password that is set is asked for
 * @param changes whether it changes something, which other sites' pages may not ask for
 */
public record Route(String method, String path, Access access, boolean changes, Handler handler) {

    enum Access {
        /** What the login page itself needs, and probes. */
        ALL,
        /** Everything else. */
        GUARDED
    }

    /** Runs on the exchange's own virtual thread and may block. */
    @FunctionalInterface
    public interface Handler {
        Answer answer(Request request) throws IOException, InterruptedException;
    }

    public static Route get(String path, Handler handler) {
        return new Route("GET", path, Access.GUARDED, false, handler);
    }

    /** A GET that changes something: as other tools have it, and nothing of ours. */
    public static Route changingGet(String path, Handler handler) {
        return new Route("GET", path, Access.GUARDED, true, handler);
    }

    public static Route post(String path, Handler handler) {
        return new Route("POST", path, Access.GUARDED, true, handler);
    }

    public Route forAll() {
        return with(Access.ALL, handler);
    }

    /** The same place with another answer. */
    Route with(Access access, Handler handler) {
        return new Route(method, path, access, changes, handler);
    }
}

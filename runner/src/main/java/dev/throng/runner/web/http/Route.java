package dev.throng.runner.web.http;

import java.io.IOException;

/**
 * Who answers what.
 *
 * @param method only POST may change anything
 * @param access whether a password that is set is asked for
 */
public record Route(String method, String path, Access access, Handler handler) {

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
        return new Route("GET", path, Access.GUARDED, handler);
    }

    public static Route post(String path, Handler handler) {
        return new Route("POST", path, Access.GUARDED, handler);
    }

    public Route forAll() {
        return new Route(method, path, Access.ALL, handler);
    }
}

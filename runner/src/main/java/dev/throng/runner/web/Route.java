package dev.throng.runner.web;

import java.io.IOException;

/**
 * Who answers what.
 *
 * @param method only POST may change anything
 * @param access whether a password that is set is asked for
 */
record Route(String method, String path, Access access, Handler handler) {

    enum Access {
        /** What the login page itself needs, and probes. */
        ALL,
        /** Everything else. */
        GUARDED
    }

    /** Runs on the exchange's own virtual thread and may block. */
    @FunctionalInterface
    interface Handler {
        Answer answer(Request request) throws IOException, InterruptedException;
    }

    static Route get(String path, Handler handler) {
        return new Route("GET", path, Access.GUARDED, handler);
    }

    static Route post(String path, Handler handler) {
        return new Route("POST", path, Access.GUARDED, handler);
    }

    Route forAll() {
        return new Route(method, path, Access.ALL, handler);
    }
}

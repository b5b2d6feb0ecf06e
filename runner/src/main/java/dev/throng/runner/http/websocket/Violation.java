package dev.throng.runner.http.websocket;

/**
 * What a server has done that it may not.
 *
 * @param code that the connection is closed with
 * @param words for the failure table: no figures that differ from message to message
 */
record Violation(int code, String words) {
    private static final int PROTOCOL = 1002;
    private static final int DATA = 1007;
    private static final int SIZE = 1009;

    static Violation of(String words) {
        return new Violation(PROTOCOL, "the server broke the rules of WebSocket: " + words);
    }

    static Violation ofData(String words) {
        return new Violation(DATA, "the server broke the rules of WebSocket: " + words);
    }

    static Violation ofSize() {
        return new Violation(SIZE, "a message longer than http.maxBodySize");
    }
}

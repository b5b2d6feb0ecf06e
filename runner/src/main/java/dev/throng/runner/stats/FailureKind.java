package dev.throng.runner.stats;

/** Why a request failed. The first group never reached the server or may not have; the second got an answer. */
public enum FailureKind {
    DNS(false),
    CONNECT(false),
    TLS(false),
    /** The request could not be formed: a variable was unset. */
    REQUEST(false),
    /** The generator ran into a limit of its own: no file descriptor, no port. */
    GENERATOR(false),
    /** The connection broke after the request was (partly) sent. */
    RESET(true),
    TIMEOUT(true),
    /** What came back is not HTTP. */
    PROTOCOL(true),
    STATUS(true),
    CHECK(true),
    /** The body is not valid by its schema, or the response not as the target describes it. */
    SCHEMA(true),
    CAPTURE(true),
    REDIRECT(true);

    private final boolean mayHaveReachedServer;

    FailureKind(boolean mayHaveReachedServer) {
        this.mayHaveReachedServer = mayHaveReachedServer;
    }

    /** False when the server's log cannot hold a line for it. */
    public boolean mayHaveReachedServer() {
        return mayHaveReachedServer;
    }
}

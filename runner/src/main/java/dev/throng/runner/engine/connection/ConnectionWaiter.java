package dev.throng.runner.engine.connection;

import dev.throng.runner.http.Connection;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.stats.FailureKind;

/** Whoever rides on a connection that it shares with others. Confined to the loop. */
public interface ConnectionWaiter {
    /** Whether the connection has taken its request. */
    boolean ride(Connection shared);

    /** Somebody else opens a connection that this one may share. */
    void await(Opening opening);

    /** Whether this is what it waits for. */
    boolean waitsFor(Opening opening);

    /** What was waited for has come to an end, with or without a connection to share. */
    void goOn(Origin to);

    /** What was waited for has failed for good. */
    void awaitedFailed(FailureKind kind, String message);

    /** Does something when whatever is being done for this one is done. */
    void afterwards(Runnable task);
}

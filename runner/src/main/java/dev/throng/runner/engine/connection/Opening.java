package dev.throng.runner.engine.connection;

import dev.throng.runner.http.url.Origin;
import java.util.ArrayList;
import java.util.List;

/** A connection that one user opens, and others wait for. Confined to the loop. */
public final class Opening {
    private final Origin origin;
    private final ConnectionWaiter opener;
    private final List<ConnectionWaiter> waiting = new ArrayList<>();

    Opening(Origin origin, ConnectionWaiter opener) {
        this.origin = origin;
        this.opener = opener;
    }

    Origin origin() {
        return origin;
    }

    ConnectionWaiter opener() {
        return opener;
    }

    List<ConnectionWaiter> waiting() {
        return waiting;
    }
}

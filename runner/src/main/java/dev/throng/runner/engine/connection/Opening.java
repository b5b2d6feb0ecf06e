package dev.throng.runner.engine.connection;

import dev.throng.runner.http.url.Origin;
import java.util.ArrayList;
import java.util.List;

/** A connection that one user opens, and others wait for. Confined to the loop. */
public final class Opening {
    private final Origin origin;
    private final Rider opener;
    private final List<Rider> waiting = new ArrayList<>();

    Opening(Origin origin, Rider opener) {
        this.origin = origin;
        this.opener = opener;
    }

    Origin origin() {
        return origin;
    }

    Rider opener() {
        return opener;
    }

    List<Rider> waiting() {
        return waiting;
    }
}

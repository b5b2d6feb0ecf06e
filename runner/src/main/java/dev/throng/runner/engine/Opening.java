package dev.throng.runner.engine;

import dev.throng.runner.http.Origin;
import java.util.ArrayList;
import java.util.List;

/** A connection that one user opens, and others wait for. Confined to the loop. */
final class Opening {
    private final Origin origin;
    private final Exchange opener;
    private final List<Exchange> waiting = new ArrayList<>();

    Opening(Origin origin, Exchange opener) {
        this.origin = origin;
        this.opener = opener;
    }

    Origin origin() {
        return origin;
    }

    Exchange opener() {
        return opener;
    }

    List<Exchange> waiting() {
        return waiting;
    }
}

package dev.throng.runner.engine.connection;

import dev.throng.runner.http.Connection;
import dev.throng.runner.http.url.Origin;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The connections a user keeps, like a browser's: at most one per origin, few origins; or, where calls go to all addresses of a name, one
 * per address. Confined to the loop.
 */
public class Connections {
    private static final int MOST_ORIGINS = 6;
    private static final int MOST_ADDRESSES = 1000;
    private static final Connection[] NONE = new Connection[0];

    private Connection[] kept = NONE;

    /** One that can carry a request to this origin now; null when there is none. */
    public @Nullable Connection idle(Origin origin) {
        for (Connection connection : kept) {
            if (connection.isIdle() && connection.origin().equals(origin)) {
                return connection;
            }
        }
        return null;
    }

    /** Takes the place of an earlier one to the same origin, of a closed one, or of the oldest when there are too many. */
    public void keep(Connection connection) {
        for (int i = 0; i < kept.length; i++) {
            if (kept[i].isClosed() || kept[i].origin().equals(connection.origin())) {
                replace(i, connection);
                return;
            }
        }
        if (kept.length >= (connection.origin().at() == null ? MOST_ORIGINS : MOST_ADDRESSES)) {
            replace(0, connection);
        } else {
            kept = Arrays.copyOf(kept, kept.length + 1);
            kept[kept.length - 1] = connection;
        }
    }

    private void replace(int place, Connection connection) {
        kept[place].close();
        System.arraycopy(kept, place + 1, kept, place, kept.length - place - 1);
        kept[kept.length - 1] = connection;
    }

    /** An exchange over it has been settled. */
    void settled(Connection connection) {}

    public void closeAll() {
        for (Connection connection : kept) {
            connection.close();
        }
        kept = NONE;
    }
}

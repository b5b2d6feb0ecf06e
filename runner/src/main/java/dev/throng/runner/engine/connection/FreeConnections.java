package dev.throng.runner.engine.connection;

import dev.throng.runner.http.Connection;
import dev.throng.runner.http.url.Origin;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections that all users of a loop take when they need one and give back afterwards, the last one given back first. Confined to
 * the loop.
 */
public final class FreeConnections extends Connections {
    private final Map<Origin, ArrayDeque<Connection>> free = new HashMap<>();

    @Override
    public @Nullable Connection idle(Origin origin) {
        ArrayDeque<Connection> some = free.get(origin);
        if (some == null) {
            return null;
        }
        for (Connection next = some.pollFirst(); next != null; next = some.pollFirst()) {
            if (next.isIdle()) {
                return next;
            }
            next.close();
        }
        return null;
    }

    /** It is in use: whoever uses it gives it back. */
    @Override
    public void keep(Connection connection) {}

    @Override
    public void settled(Connection connection) {
        if (connection.isIdle()) {
            free.computeIfAbsent(connection.origin(), none -> new ArrayDeque<>())
                    .addFirst(connection);
        }
    }

    /** A user goes, and the connections stay. */
    @Override
    public void closeAll() {}

    /** The loop goes. */
    void close() {
        free.values().forEach(some -> some.forEach(Connection::close));
        free.clear();
    }
}

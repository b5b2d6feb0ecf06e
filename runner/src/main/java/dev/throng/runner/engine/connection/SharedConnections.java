package dev.throng.runner.engine.connection;

import dev.throng.runner.http.Connection;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.stats.FailureKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections of HTTP/2 that a loop's users share, as behind a gateway: each carries up to so many exchanges at a time, and
 * another is opened when all have that many. Confined to the loop.
 *
 * <p>Where a server turns out to speak HTTP/1.1 its users have connections of their own from then on.
 */
public final class SharedConnections {
    private final int streams;
    private final List<Connection> open = new ArrayList<>();
    private final List<Opening> openings = new ArrayList<>();
    private final Set<Origin> unshareable = new HashSet<>();

    public SharedConnections(int streams) {
        this.streams = streams;
    }

    /**
     * Lets an exchange ride on a connection that is there, or wait for one that is being opened; or remembers that it opens one
     * now.
     *
     * @return false when it has to open one
     */
    public boolean take(Origin to, ConnectionWaiter rider) {
        if (unshareable.contains(to)) {
            return false;
        }
        open.removeIf(Connection::isClosed);
        for (Connection connection : open) {
            if (connection.active() < streams
                    && connection.isIdle()
                    && connection.origin().equals(to)
                    && rider.ride(connection)) {
                return true;
            }
        }
        for (Opening opening : openings) {
            if (opening.origin().equals(to) && opening.waiting().size() < streams - 1) {
                opening.waiting().add(rider);
                rider.await(opening);
                return true;
            }
        }
        openings.add(new Opening(to, rider));
        return false;
    }

    /** An exchange has opened a connection. @return false when it is the user's own */
    public boolean opened(ConnectionWaiter opener, Connection ready) {
        Opening opening = remove(opener);
        if (opening == null) {
            return false;
        }
        boolean shareable = ready.isShareable();
        if (shareable) {
            open.add(ready);
        } else {
            unshareable.add(opening.origin());
        }
        // Where the address whose turn it was can't be reached it is at another one.
        Origin on = opening.origin().at() == null ? opening.origin() : ready.origin();
        // The opener's own request goes first.
        opener.afterwards(() -> tell(opening, waiting -> waiting.goOn(on)));
        return shareable;
    }

    /** The connection that an exchange has tried to open can't be had. */
    public void failed(ConnectionWaiter opener, FailureKind kind, String message) {
        Opening opening = remove(opener);
        if (opening != null) {
            opener.afterwards(() -> tell(opening, waiting -> waiting.awaitedFailed(kind, message)));
        }
    }

    /** Whoever was opening a connection is not any more: those who wait have to do it themselves. */
    public void givenUp(ConnectionWaiter opener) {
        Opening opening = remove(opener);
        if (opening != null) {
            opener.afterwards(() -> tell(opening, waiting -> waiting.goOn(opening.origin())));
        }
    }

    private static void tell(Opening opening, Consumer<ConnectionWaiter> news) {
        for (ConnectionWaiter waiting : opening.waiting()) {
            if (waiting.waitsFor(opening)) {
                news.accept(waiting);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // this rider, not one like it
    private @Nullable Opening remove(ConnectionWaiter opener) {
        for (Opening opening : openings) {
            if (opening.opener() == opener) {
                openings.remove(opening);
                return opening;
            }
        }
        return null;
    }
}

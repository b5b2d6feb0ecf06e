package dev.throng.runner.engine.exchange;

import dev.throng.runner.engine.connection.ConnectionWaiter;
import dev.throng.runner.engine.connection.Opening;
import dev.throng.runner.engine.connection.Proxied;
import dev.throng.runner.engine.connection.SharedConnections;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.loop.Network;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.Carrier;
import dev.throng.runner.http.Connection;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.Snapshot.Counter;
import org.jspecify.annotations.Nullable;

/** An exchange's way to a connection: one that is idle, one that is shared, or one that it opens. Confined to the loop. */
final class ConnectionAcquisition implements ConnectionWaiter {
    private final Exchange exchange;
    private final User user;
    private final Loop loop;
    private final Network network;
    private @Nullable Dial dial;
    private @Nullable Opening awaited;
    private int turn;

    ConnectionAcquisition(Exchange exchange, User user) {
        this.exchange = exchange;
        this.user = user;
        loop = user.loop();
        network = loop.network();
    }

    /** Sends the exchange's request over the connection at hand, or opens one. */
    void go(Origin to) {
        Origin way = inTurn(to);
        if (exchange.upgrades()) {
            dial(way);
            return;
        }
        Connection idle = user.connections().idle(way);
        if (idle != null && exchange.send(idle.carrier(exchange))) {
            loop.count(Counter.CONNECTIONS_REUSED);
        } else {
            open(way);
        }
    }

    /** At the address whose turn it is, where the user's calls go to all. */
    private Origin inTurn(Origin to) {
        Proxied proxy = network.proxy();
        return !exchange.goesRound() || proxy != null && proxy.isFor(to)
                ? to
                : network.rotation().next(to, user.userNumber() + turn++);
    }

    /** Where the connection that was used for it is gone. */
    void goAgain(Origin to) {
        if (exchange.upgrades()) {
            dial(to);
        } else {
            open(to);
        }
    }

    private void open(Origin to) {
        SharedConnections shared = network.sharedConnections();
        if (shared == null || !shared.take(to, this)) {
            dial(to);
        }
    }

    /** Opens a connection of the user's own, or one that others wait for too. */
    private void dial(Origin to) {
        exchange.opening();
        Dial opening = new Dial(this, exchange, user, to, exchange.upgrades() ? network.http1() : network.io());
        dial = opening;
        opening.begin();
    }

    // Dialling

    boolean waitsFor(Dial opening) {
        return dial == opening;
    }

    /** The dial's connection is under way. */
    void dialing(Connection opening) {
        exchange.over(opening);
    }

    /** The dial has failed for good. */
    void dialFailed(FailureKind kind, String message) {
        SharedConnections shared = network.sharedConnections();
        if (shared != null && !exchange.upgrades()) {
            shared.failed(this, kind, message);
        }
        exchange.fail(new Failure(kind, message));
    }

    /** The connection is there. */
    void opened(Connection ready) {
        dial = null;
        SharedConnections shared = network.sharedConnections();
        boolean own = !exchange.upgrades();
        if (own && (shared == null || !shared.opened(this, ready))) {
            user.connections().keep(ready);
        }
        loop.count(Counter.CONNECTIONS_OPENED);
        network.connectTime().record(ready.connectNanos());
        if (ready.origin().tls()) {
            network.tlsTime().record(ready.tlsNanos());
        }
        if (!exchange.send(ready.carrier(exchange))) {
            exchange.fail(new Failure(FailureKind.RESET, "connection closed by peer"));
        }
    }

    /** What was lost may be the connection that is being opened: then this has been seen to. */
    boolean lost(Carrier.Loss loss, String message) {
        Dial opening = dial;
        if (opening != null) {
            opening.lost(loss, message);
        }
        return opening != null;
    }

    // Sharing

    @Override
    public boolean ride(Connection shared) {
        if (!exchange.send(shared.carrier(exchange))) {
            return false;
        }
        loop.count(Counter.CONNECTIONS_REUSED);
        return true;
    }

    @Override
    public void await(Opening opening) {
        awaited = opening;
        exchange.opening();
    }

    @Override
    public void afterwards(Runnable task) {
        loop.execute(task);
    }

    @Override
    public boolean waitsFor(Opening opening) {
        return awaited == opening;
    }

    @Override
    public void goOn(Origin to) {
        try {
            awaited = null;
            if (exchange.goesRound() && to.at() == null) {
                go(to);
            } else {
                open(to);
            }
        } catch (Throwable bug) {
            user.failed(bug);
        }
    }

    @Override
    public void awaitedFailed(FailureKind kind, String message) {
        try {
            awaited = null;
            exchange.fail(new Failure(kind, message));
        } catch (Throwable bug) {
            user.failed(bug);
        }
    }

    // The end

    /** Nothing is waited for any more. */
    void end() {
        SharedConnections shared = network.sharedConnections();
        if (dial != null && shared != null) {
            shared.givenUp(this);
        }
        dial = null;
        awaited = null;
    }
}

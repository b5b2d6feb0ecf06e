package dev.throng.runner.engine.exchange;

import dev.throng.runner.engine.connection.Proxied;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.Carrier;
import dev.throng.runner.http.Connection;
import dev.throng.runner.http.Dns;
import dev.throng.runner.http.LoopIo;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.stats.FailureKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt to get a connection: look the name up, then try its addresses in order. Confined to the loop. */
final class Dial {
    private final ConnectionAcquisition acquisition;
    private final Exchange exchange;
    private final User user;
    private final Origin origin;
    private final @Nullable Proxied via;
    private final LoopIo io;
    private List<InetAddress> addresses = List.of();
    private int tried;

    /** @param io what the connection is to be driven by */
    Dial(ConnectionAcquisition acquisition, Exchange exchange, User user, Origin origin, LoopIo io) {
        this.io = io;
        this.acquisition = acquisition;
        this.exchange = exchange;
        this.user = user;
        this.origin = origin;
        Proxied proxy = user.loop().network().proxy();
        via = proxy != null && proxy.isFor(origin) ? proxy : null;
    }

    void begin() {
        Dns dns = user.loop().network().dns();
        String host = via == null ? origin.host() : via.host();
        Dns.Answer known = dns.known(host);
        if (known != null) {
            answered(known);
        } else {
            dns.ask(host, answer -> user.loop().execute(() -> asked(answer)));
        }
    }

    private void asked(Dns.Answer answer) {
        if (!acquisition.waitsFor(this)) {
            return;
        }
        user.loop().network().dnsTime().record(answer.nanos());
        try {
            answered(answer);
        } catch (Throwable bug) {
            user.failed(bug);
        }
    }

    private void answered(Dns.Answer answer) {
        switch (answer) {
            case Dns.NotFound missing -> acquisition.dialFailed(FailureKind.DNS, missing.problem());
            case Dns.Found found -> {
                addresses = inOrder(found);
                connect();
            }
        }
    }

    private List<InetAddress> inOrder(Dns.Found found) {
        InetAddress first = origin.at();
        if (first == null) {
            return found.forUser(user.userNumber());
        }
        List<InetAddress> order =
                new ArrayList<>(user.loop().network().rotation().order(found, user.userNumber(), System.nanoTime()));
        order.remove(first);
        order.addFirst(first);
        return order;
    }

    private void connect() {
        if (user.loop().network().isFull()) {
            acquisition.dialFailed(FailureKind.GENERATOR, "too many open files");
            return;
        }
        InetAddress address = addresses.get(tried++);
        InetSocketAddress remote = new InetSocketAddress(address, via == null ? origin.port() : via.port());
        InetAddress local = user.loop().shared().sources().of(address, user.userNumber());
        String way = via != null && (exchange.upgrades() || via.opensWay(origin)) ? via.connect(origin) : null;
        Origin to = exchange.goesRound() && via == null ? origin.at(address) : origin;
        acquisition.dialing(Connection.open(io, to, remote, local, way, user.userNumber(), exchange));
    }

    /** The connection could not be made. */
    void lost(Carrier.Loss loss, String message) {
        if (loss == Carrier.Loss.CONNECT && exchange.goesRound()) {
            user.loop().network().rotation().failed(addresses.get(tried - 1), System.nanoTime());
        }
        if (loss == Carrier.Loss.CONNECT && tried < addresses.size()) {
            connect();
        } else {
            acquisition.dialFailed(kind(loss), message);
        }
    }

    private static FailureKind kind(Carrier.Loss loss) {
        return switch (loss) {
            case CONNECT -> FailureKind.CONNECT;
            case TLS -> FailureKind.TLS;
            case OWN_LIMIT -> FailureKind.GENERATOR;
            case PROTOCOL -> FailureKind.PROTOCOL;
            case BEFORE_RESPONSE, OUT_OF_TURN, UNPROCESSED, WITHIN_RESPONSE -> FailureKind.RESET;
        };
    }
}

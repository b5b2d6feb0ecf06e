package dev.throng.runner.engine.connection;

import dev.throng.runner.http.Dns;
import dev.throng.runner.http.url.Origin;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose turn it is among the addresses of a name, where a user's calls go to all of them. One that can't be reached is passed over for a
 * while, as gRPC's own clients do it. Confined to the loop.
 */
public final class AddressRotation {
    /** gRPC's clients wait so long before they try again. */
    static final long AGAIN_NANOS = 1_000_000_000;

    private final Dns dns;
    private final Map<InetAddress, Long> unreachable = new HashMap<>();

    public AddressRotation(Dns dns) {
        this.dns = dns;
    }

    /** The same origin at the address whose turn it is; as it was when the name's addresses are not known yet. */
    public Origin next(Origin to, int turn) {
        return dns.known(to.host()) instanceof Dns.Found found
                ? to.at(order(found, turn, System.nanoTime()).getFirst())
                : to;
    }

    /** The addresses in the order in which they are tried. */
    public List<InetAddress> order(Dns.Found found, int turn, long nowNanos) {
        List<InetAddress> all = found.forUser(turn & Integer.MAX_VALUE);
        if (unreachable.isEmpty()) {
            return all;
        }
        List<InetAddress> order = new ArrayList<>(all);
        order.removeIf(address -> isUnreachable(address, nowNanos));
        all.stream().filter(address -> !order.contains(address)).forEach(order::add);
        return order;
    }

    private boolean isUnreachable(InetAddress address, long nowNanos) {
        Long since = unreachable.get(address);
        if (since != null && nowNanos - since >= AGAIN_NANOS) {
            unreachable.remove(address);
            return false;
        }
        return since != null;
    }

    /** It could not be connected to. */
    public void failed(InetAddress address, long nowNanos) {
        unreachable.put(address, nowNanos);
    }
}

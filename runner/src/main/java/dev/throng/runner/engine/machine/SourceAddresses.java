package dev.throng.runner.engine.machine;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where connections come from. One source address has some 28,000 ports for one destination; against a target on this
 * machine, users beyond that come from further addresses of the loopback network. Where a plan names addresses, users take
 * them in turn. Immutable.
 */
public final class SourceAddresses {
    private static final int USERS_PER_ADDRESS = 20_000;

    private final List<InetAddress> given;

    /** @param given by the plan; may be empty */
    public SourceAddresses(List<InetAddress> given) {
        this.given = given;
    }

    /** The source address for a user's connection; null lets the system choose. */
    public @Nullable InetAddress of(InetAddress remote, int userNumber) {
        if (!given.isEmpty()) {
            return ofGiven(remote, userNumber);
        }
        int block = userNumber / USERS_PER_ADDRESS;
        return block == 0 || !(remote instanceof Inet4Address) || !remote.isLoopbackAddress() ? null : loopback(block);
    }

    private @Nullable InetAddress ofGiven(InetAddress remote, int userNumber) {
        for (int i = 0; i < given.size(); i++) {
            InetAddress next = given.get((userNumber % given.size() + i) % given.size());
            if (next.getAddress().length == remote.getAddress().length) {
                return next;
            }
        }
        return null;
    }

    private static InetAddress loopback(int block) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 1, (byte) (block >>> 8), (byte) (block + 1)});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}

package dev.throng.runner.engine.machine;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where connections come from. One source address has some 28,000 ports for one destination; against a target on this
 * machine, users beyond that come from further addresses of the loopback network. Immutable.
 */
public final class Sources {
    private static final int USERS_PER_ADDRESS = 20_000;

    /** The source address for a user's connection; null lets the system choose. */
    public @Nullable InetAddress of(InetAddress remote, int userNumber) {
        int block = userNumber / USERS_PER_ADDRESS;
        return block == 0 || !(remote instanceof Inet4Address) || !remote.isLoopbackAddress() ? null : loopback(block);
    }

    private static InetAddress loopback(int block) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 1, (byte) (block >>> 8), (byte) (block + 1)});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}

package dev.throng.runner.http.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Writes struct sockaddr_in and sockaddr_in6. What it gives is valid until the next call. */
final class SocketAddresses {
    private static final int SIZE_4 = 16;
    private static final int SIZE_6 = 28;

    private final MemorySegment room;

    SocketAddresses(Arena arena) {
        room = arena.allocate(32, 8);
    }

    static int family(InetAddress address) {
        return address instanceof Inet6Address ? Linux.AF_INET6 : Linux.AF_INET;
    }

    MemorySegment of(InetSocketAddress socket) {
        InetAddress address = socket.getAddress();
        room.fill((byte) 0);
        room.set(JAVA_SHORT, 0, (short) family(address));
        // Network byte order.
        room.set(JAVA_BYTE, 2, (byte) (socket.getPort() >>> 8));
        room.set(JAVA_BYTE, 3, (byte) socket.getPort());
        boolean six = address instanceof Inet6Address;
        MemorySegment.copy(MemorySegment.ofArray(address.getAddress()), 0, room, six ? 8 : 4, six ? 16 : 4);
        if (address instanceof Inet6Address scoped) {
            room.set(JAVA_INT, 24, scoped.getScopeId());
        }
        return room.asSlice(0, six ? SIZE_6 : SIZE_4);
    }
}

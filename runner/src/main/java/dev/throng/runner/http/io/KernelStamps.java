package dev.throng.runner.http.io;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Receives bytes together with the kernel's own time stamp of their arrival (SO_TIMESTAMPING, software). For TCP the stamp
 * is that of the last byte that was read. Stamps are of the wall clock; its distance from {@link System#nanoTime} is followed
 * closely, so that neither slewing nor a step of it spoils more than a moment. Confined to its loop.
 */
final class KernelStamps {
    /** No stamp came along. */
    static final long NONE = 0;

    private static final int ROOM = 64 * 1024;

    /** Offsets in struct msghdr, which is the same on all 64-bit Linux. */
    private static final int IOV = 16;

    private static final int IOV_LENGTH = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int HEADER_BYTES = 56;

    /** One struct cmsghdr with a struct scm_timestamping, whose first of three stamps is the software's. */
    private static final int STAMP_BYTES = 64;

    private static final int LEVEL = 8;
    private static final int TYPE = 12;
    private static final int SECONDS = 16;
    private static final int NANOS = 24;
    private static final int CONTROL_ROOM = 128;

    private static final long SECOND = 1_000_000_000;

    /** The wall clock is adjusted by half a microsecond in this time at most. */
    private static final long FOLLOW_NANOS = 1_000_000;

    /** A look at two clocks that took longer was interrupted, and says too little. */
    private static final long ONE_LOOK = 5_000;

    private static final int LOOKS = 3;

    private final MemorySegment bytes;
    private final MemorySegment header;
    private final MemorySegment vector;
    private final MemorySegment control;
    private final MemorySegment wall;
    private final MemorySegment flags;
    private long offset;
    private long followedAt;
    private long controlLength;

    KernelStamps(Arena arena) {
        bytes = arena.allocate(ROOM, 64);
        header = arena.allocate(HEADER_BYTES, 8);
        vector = arena.allocate(16, 8);
        control = arena.allocate(CONTROL_ROOM, 8);
        wall = arena.allocate(16, 8);
        flags = arena.allocate(8, 8);
        flags.set(JAVA_INT, 0, Linux.STAMP_RECEIVED_BY_SOFTWARE);
        header.set(ADDRESS, IOV, vector);
        header.set(JAVA_LONG, IOV_LENGTH, 1);
        header.set(ADDRESS, CONTROL, control);
        vector.set(ADDRESS, 0, bytes);
        for (int looks = LOOKS; looks > 0; looks--) {
            follow(System.nanoTime() + FOLLOW_NANOS);
        }
    }

    /** Asks for the stamps of a socket; false when it has none. */
    boolean enable(MemorySegment errno, int fd) {
        return Linux.stampArrivals(errno, fd, flags);
    }

    /** Keeps up with the wall clock; to be called often. */
    void follow(long nowNanos) {
        if (nowNanos - followedAt < FOLLOW_NANOS) {
            return;
        }
        for (int looks = LOOKS; looks > 0; looks--) {
            long before = System.nanoTime();
            Linux.wallClock(wall);
            long after = System.nanoTime();
            if (after - before < ONE_LOOK || followedAt == 0) {
                offset = wall.get(JAVA_LONG, 0) * SECOND + wall.get(JAVA_LONG, 8) - (before + (after - before) / 2);
                followedAt = after;
                return;
            }
        }
    }

    /** As {@link Linux#receive}; what came is in {@link #bytes}. */
    long receive(int fd, int length) {
        vector.set(JAVA_LONG, 8, Math.min(length, ROOM));
        header.set(JAVA_LONG, CONTROL_LENGTH, CONTROL_ROOM);
        long count = Linux.receiveMessage(fd, header);
        controlLength = header.get(JAVA_LONG, CONTROL_LENGTH);
        return count;
    }

    /** What was received last, from index 0. */
    MemorySegment bytes() {
        return bytes;
    }

    /** When the last byte of what was received last arrived, by {@link System#nanoTime}; {@link #NONE} when nobody knows. */
    long stampNanos() {
        if (controlLength < STAMP_BYTES
                || control.get(JAVA_INT, LEVEL) != Linux.SOL_SOCKET
                || control.get(JAVA_INT, TYPE) != Linux.SO_TIMESTAMPING) {
            return NONE;
        }
        long seconds = control.get(JAVA_LONG, SECONDS);
        return seconds == 0 ? NONE : seconds * SECOND + control.get(JAVA_LONG, NANOS) - offset;
    }
}

package dev.throng.runner.http.io;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The system calls of the Linux path, by the Foreign Function and Memory API.
 *
 * <p>The calls of every request, {@link #send} and {@link #receive}, cannot block and are linked as critical: the thread
 * stays in Java, which saves a state transition, and heap arrays are handed over as they are. They do not record errno,
 * which would cost an allocation; who needs it asks again. The others record errno in the segment they are given. Results
 * are as in C: negative for an error. {@link #epollWait} blocks, so it is never critical.
 */
final class Linux {
    static final int EPOLLIN = 1;
    static final int EPOLLOUT = 4;
    static final int EPOLLERR = 8;
    static final int EPOLLHUP = 16;
    static final int EPOLLRDHUP = 0x2000;
    static final int EPOLLET = 1 << 31;

    /**
     * What a link waits for: bytes, or the peer's end. Edge-triggered: the kernel tells of each arrival once, and need not
     * look at every socket a second time to see that it has nothing more.
     */
    static final int READING = EPOLLIN | EPOLLRDHUP | EPOLLET;

    static final int EPOLL_CTL_ADD = 1;
    static final int EPOLL_CTL_MOD = 3;
    static final int EAGAIN = 11;
    static final int EINTR = 4;
    static final int EINPROGRESS = 115;

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;

    /** Sizes and offsets of struct epoll_event: packed on x86-64 only. */
    static final int EVENT_SIZE;

    static final int EVENT_DATA;

    private static final int SOCK_STREAM_NONBLOCK_CLOEXEC = 1 | 0x800 | 0x80000;
    private static final int MSG_PEEK = 2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    static final int SOL_SOCKET = 1;
    static final int SO_TIMESTAMPING = 37;

    /** SOF_TIMESTAMPING_RX_SOFTWARE: have them made, and SOF_TIMESTAMPING_SOFTWARE: have them told. */
    static final int STAMP_RECEIVED_BY_SOFTWARE = 1 << 3 | 1 << 4;

    private static final int CLOCK_REALTIME = 0;
    private static final int SO_ERROR = 4;
    private static final int IPPROTO_IP = 0;
    private static final int IP_BIND_ADDRESS_NO_PORT = 24;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int TCP_INFO = 11;
    private static final int TCP_CLOSE = 7;

    /** Offset in struct tcp_info, in which it comes behind eight bytes and nine numbers of four. */
    private static final int LAST_DATA_SENT = 44;

    static final int TCP_INFO_ROOM = 64;
    private static final int PR_SET_TIMERSLACK = 29;
    private static final long SIOCOUTQ = 0x5411;
    private static final int CLOEXEC = 0x80000;
    private static final int EFD_NONBLOCK = 0x800;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CRITICAL = Linker.Option.critical(true);
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();

    /*
     * The shapes of calls. Each costs ten milliseconds of a start, so there are few: both ABIs pass a whole number of any size,
     * and an address, in a register of its own, and a function does not look at registers beyond its parameters. A result of
     * four bytes has to be cut to them.
     */
    private static final FunctionDescriptor NUMBERS = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final FunctionDescriptor BYTES =
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final FunctionDescriptor OPTION =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final FunctionDescriptor WAIT =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);

    private static final MethodHandle SEND = link("send", BYTES, CRITICAL);
    private static final MethodHandle RECV = link("recv", BYTES, CRITICAL);
    private static final MethodHandle RECVMSG = link("recvmsg", BYTES, CRITICAL);
    private static final MethodHandle CLOCK_GETTIME = link("clock_gettime", BYTES, CRITICAL);
    private static final MethodHandle SEND_ASKING = link("send", BYTES, ERRNO);
    private static final MethodHandle RECV_ASKING = link("recv", BYTES, ERRNO);
    private static final MethodHandle READ = link("read", BYTES, ERRNO);
    private static final MethodHandle WRITE = link("write", BYTES, ERRNO);
    private static final MethodHandle CONNECT = link("connect", BYTES, ERRNO);
    private static final MethodHandle BIND = link("bind", BYTES, ERRNO);
    private static final MethodHandle EPOLL_PWAIT2 = link("epoll_pwait2", WAIT);
    private static final MethodHandle EPOLL_PWAIT2_ASKING = link("epoll_pwait2", WAIT, ERRNO);
    private static final MethodHandle EPOLL_CTL = link("epoll_ctl", OPTION, ERRNO);
    private static final MethodHandle SETSOCKOPT = link("setsockopt", OPTION, ERRNO);
    private static final MethodHandle GETSOCKOPT = link("getsockopt", OPTION, ERRNO);
    private static final MethodHandle EPOLL_CREATE1 = link("epoll_create1", NUMBERS, ERRNO);
    private static final MethodHandle EVENTFD = link("eventfd", NUMBERS, ERRNO);
    private static final MethodHandle SOCKET = link("socket", NUMBERS, ERRNO);
    private static final MethodHandle CLOSE = link("close", NUMBERS, ERRNO);
    private static final MethodHandle PRCTL = link("prctl", NUMBERS, ERRNO);
    private static final MethodHandle IOCTL = link("ioctl", NUMBERS, ERRNO);

    /** The length of four bytes, in the place of a pointer. */
    private static final MemorySegment FOUR = MemorySegment.ofAddress(4);

    static {
        boolean packed = System.getProperty("os.arch").equals("amd64");
        EVENT_SIZE = packed ? 12 : 16;
        EVENT_DATA = packed ? 4 : 8;
    }

    private Linux() {}

    private static MethodHandle link(String name, FunctionDescriptor shape, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape, options);
    }

    /** A place for errno; one per thread. */
    static MemorySegment errnoPlace(Arena arena) {
        return arena.allocate(CAPTURED);
    }

    static int errno(MemorySegment place) {
        return place.get(JAVA_INT, 0);
    }

    /** The fast one: says that it failed, not why. @param bytes on the heap or not */
    static long send(int fd, MemorySegment bytes, long length) {
        try {
            return (long) SEND.invokeExact(fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    /** The fast one: says that it failed, not why. @param into on the heap or not */
    static long receive(int fd, MemorySegment into, long length) {
        try {
            return (long) RECV.invokeExact(fd, into, length, MSG_DONTWAIT);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    /** The fast one: says that it failed, not why. @param header a struct msghdr */
    static long receiveMessage(int fd, MemorySegment header) {
        try {
            return (long) RECVMSG.invokeExact(fd, header, (long) MSG_DONTWAIT, 0);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    /** The wall clock's time. @param time a struct timespec */
    static void wallClock(MemorySegment time) {
        try {
            long ignored = (long) CLOCK_GETTIME.invokeExact(CLOCK_REALTIME, time, 0L, 0);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    /** Asks for the arrival times of a socket's bytes; false when it has none. @param flags four bytes */
    static boolean stampArrivals(MemorySegment errno, int fd, MemorySegment flags) {
        try {
            return (int) SETSOCKOPT.invokeExact(errno, fd, SOL_SOCKET, SO_TIMESTAMPING, flags, FOUR) == 0;
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    /** Why nothing can be sent: sends nothing and asks. 0 when the socket can take more now. @param none native memory */
    static int whyNotSent(MemorySegment errno, int fd, MemorySegment none) {
        try {
            long result = (long) SEND_ASKING.invokeExact(errno, fd, none, 0L, MSG_DONTWAIT | MSG_NOSIGNAL);
            return result < 0 ? errno(errno) : 0;
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    /** Why nothing can be received: looks at one byte and leaves it there. 0 for the end. @param room native memory */
    static int whyNotReceived(MemorySegment errno, int fd, MemorySegment room) {
        try {
            long result = (long) RECV_ASKING.invokeExact(errno, fd, room, 1L, MSG_DONTWAIT | MSG_PEEK);
            return result < 0 ? errno(errno) : result == 0 ? 0 : EAGAIN;
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    static int epollControl(MemorySegment errno, int epoll, int operation, int fd, MemorySegment event) {
        try {
            return (int) EPOLL_CTL.invokeExact(errno, epoll, operation, fd, event, MemorySegment.NULL);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    /** The fast one: says that it failed, not why. @param timeout a struct timespec */
    static int epollWait(int epoll, MemorySegment events, int room, MemorySegment timeout) {
        try {
            return (int) EPOLL_PWAIT2.invokeExact(epoll, events, room, timeout, MemorySegment.NULL);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    static int epollWait(MemorySegment errno, int epoll, MemorySegment events, int room, MemorySegment timeout) {
        try {
            return (int) EPOLL_PWAIT2_ASKING.invokeExact(errno, epoll, events, room, timeout, MemorySegment.NULL);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    static int epollCreate(MemorySegment errno) {
        try {
            return (int) (long) EPOLL_CREATE1.invokeExact(errno, (long) CLOEXEC, 0L, 0L);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    static int eventFd(MemorySegment errno) {
        try {
            return (int) (long) EVENTFD.invokeExact(errno, 0L, (long) (CLOEXEC | EFD_NONBLOCK), 0L);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    static long read(MemorySegment errno, int fd, MemorySegment into, long length) {
        try {
            return (long) READ.invokeExact(errno, fd, into, length, 0);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    static long write(MemorySegment errno, int fd, MemorySegment from, long length) {
        try {
            return (long) WRITE.invokeExact(errno, fd, from, length, 0);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    /** A non-blocking TCP socket. */
    static int socket(MemorySegment errno, int family) {
        try {
            return (int) (long) SOCKET.invokeExact(errno, (long) family, (long) SOCK_STREAM_NONBLOCK_CLOEXEC, 0L);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    static int connect(MemorySegment errno, int fd, MemorySegment address, int length) {
        try {
            return (int) (long) CONNECT.invokeExact(errno, fd, address, (long) length, 0);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    static int bind(MemorySegment errno, int fd, MemorySegment address, int length) {
        try {
            return (int) (long) BIND.invokeExact(errno, fd, address, (long) length, 0);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    static int close(MemorySegment errno, int fd) {
        try {
            return (int) (long) CLOSE.invokeExact(errno, (long) fd, 0L, 0L);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    /** @param one four bytes that hold 1 */
    static void noDelay(MemorySegment errno, int fd, MemorySegment one) {
        setOption(errno, fd, IPPROTO_TCP, TCP_NODELAY, one);
    }

    /** Leaves the choice of the source port to connect, which can then use a port again for another destination. */
    static void bindAddressOnly(MemorySegment errno, int fd, MemorySegment one) {
        setOption(errno, fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, one);
    }

    private static void setOption(MemorySegment errno, int fd, int level, int option, MemorySegment value) {
        try {
            int ignored = (int) SETSOCKOPT.invokeExact(errno, fd, level, option, value, FOUR);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    /** The error that waits on a socket, 0 when there is none. @param room eight bytes */
    static int pendingError(MemorySegment errno, int fd, MemorySegment room) {
        try {
            room.set(JAVA_INT, 4, 4);
            int result = (int)
                    GETSOCKOPT.invokeExact(errno, fd, SOL_SOCKET, SO_ERROR, room.asSlice(0, 4), room.asSlice(4, 4));
            return result == 0 ? room.get(JAVA_INT, 0) : errno(errno);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    /** Whether a connection has ended by a reset, before or after the peer's goodbye. @param room eight bytes */
    static boolean isReset(MemorySegment errno, int fd, MemorySegment room) {
        try {
            room.set(JAVA_INT, 4, 4);
            int result = (int)
                    GETSOCKOPT.invokeExact(errno, fd, IPPROTO_TCP, TCP_INFO, room.asSlice(0, 4), room.asSlice(4, 4));
            return result == 0 && room.get(JAVA_BYTE, 0) == TCP_CLOSE;
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    /** Since a connection's last bytes went out; negative when that can't be known. @param room of {@link #TCP_INFO_ROOM} */
    static long millisSinceSent(MemorySegment errno, int fd, MemorySegment room) {
        try {
            MemorySegment length = room.asSlice(TCP_INFO_ROOM - 4, 4);
            length.set(JAVA_INT, 0, LAST_DATA_SENT + 4);
            int result = (int) GETSOCKOPT.invokeExact(errno, fd, IPPROTO_TCP, TCP_INFO, room, length);
            return result == 0 && length.get(JAVA_INT, 0) == LAST_DATA_SENT + 4
                    ? Integer.toUnsignedLong(room.get(JAVA_INT, LAST_DATA_SENT))
                    : -1;
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    /** Bytes that the peer has not confirmed yet; negative when that can't be known. @param room four bytes */
    static int unacknowledged(MemorySegment errno, int fd, MemorySegment room) {
        try {
            int result = (int) (long) IOCTL.invokeExact(errno, (long) fd, SIOCOUTQ, room.address());
            return result == 0 ? room.get(JAVA_INT, 0) : -1;
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    /** Lets the calling thread's waits end as exactly as the kernel can. */
    static void finestTimers(MemorySegment errno) {
        try {
            long ignored = (long) PRCTL.invokeExact(errno, (long) PR_SET_TIMERSLACK, 1L, 0L);
        } catch (Throwable bug) {
            throw impossible(bug);
        }
    }

    private static AssertionError impossible(Throwable bug) {
        return new AssertionError("a system call's handle does not fit its signature", bug);
    }
}

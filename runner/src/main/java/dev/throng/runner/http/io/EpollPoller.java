package dev.throng.runner.http.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A poller on Linux' epoll: waits to the nanosecond, and moves bytes between heap arrays and the kernel without a copy in
 * between and without an allocation.
 */
final class EpollPoller implements Poller {
    /** Few enough that due timers never wait long for the events of one look. */
    private static final int ROOM = 64;

    private static final long SECOND = 1_000_000_000;

    /** A look is cheaper than a wait that would end in this time anyway. */
    private static final long CLOSE_ENOUGH = 2_000;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment errno = Linux.errnoPlace(arena);
    private final MemorySegment events = arena.allocate((long) ROOM * Linux.EVENT_SIZE, 8);
    private final MemorySegment event = arena.allocate(16, 8);
    private final MemorySegment timeout = arena.allocate(16, 8);
    private final MemorySegment one = arena.allocate(8, 8);
    private final MemorySegment scratch = arena.allocate(8, 8);
    private final MemorySegment tcpInfo = arena.allocate(Linux.TCP_INFO_ROOM, 8);
    private final SocketAddresses addresses = new SocketAddresses(arena);
    private final MemorySegment wakeErrno = Linux.errnoPlace(arena);
    private final @Nullable KernelStamps stamps;

    private final int epoll;
    private final int wakeFd;
    private final byte[] sendArray = new byte[16 * 1024];
    private final MemorySegment sendSegment = MemorySegment.ofArray(sendArray);
    private final Queue<EpollLink> failing = new ArrayDeque<>();

    /** Links that have more to read than one read took. The kernel, which tells of news only, says nothing more of them. */
    private final Queue<EpollLink> unread = new ArrayDeque<>();

    /** By file descriptor. */
    private @Nullable EpollLink[] byFd = new EpollLink[256];

    private byte[] receiveArray = new byte[0];
    private MemorySegment receiveSegment = MemorySegment.NULL;
    private int links;
    private int generation;

    /** When the present batch of events was told. */
    private long noticedNanos;

    private volatile boolean woken;

    EpollPoller() {
        this(ArrivalClock.PROCESS);
    }

    EpollPoller(ArrivalClock clock) {
        stamps = clock == ArrivalClock.KERNEL ? new KernelStamps(arena) : null;
        one.set(JAVA_INT, 0, 1);
        // Loaded now: when descriptors have run out no class file can be opened.
        Faults.ofErrno(0);
        epoll = check(Linux.epollCreate(errno), "epoll_create1");
        wakeFd = check(Linux.eventFd(errno), "eventfd");
        control(Linux.EPOLL_CTL_ADD, wakeFd, Linux.EPOLLIN, 0);
    }

    /** Whether this kernel stamps what arrives. */
    static boolean hasStamps() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Linux.errnoPlace(arena);
            int socket = Linux.socket(errno, Linux.AF_INET);
            boolean has = socket >= 0 && new KernelStamps(arena).enable(errno, socket);
            if (socket >= 0) {
                Linux.close(errno, socket);
            }
            return has;
        }
    }

    private int check(int result, String call) {
        if (result < 0) {
            throw new IllegalStateException(
                    call + ": " + Faults.ofErrno(Linux.errno(errno)).message());
        }
        return result;
    }

    @Override
    public void enter() {
        Linux.finestTimers(errno);
    }

    @Override
    public Link connect(InetSocketAddress remote, @Nullable InetAddress local, Link.Listener listener) {
        EpollLink link = new EpollLink(listener);
        if (!link.open(remote, local)) {
            failing.add(link);
        }
        return link;
    }

    @Override
    public void await(long deadlineNanos, Awake awake) {
        boolean work = woken || !failing.isEmpty() || !unread.isEmpty();
        long left = work ? 0 : deadlineNanos - System.nanoTime();
        int count = sleep(left < CLOSE_ENOUGH ? 0 : left);
        noticedNanos = System.nanoTime();
        if (stamps != null) {
            stamps.follow(noticedNanos);
        }
        awake.awake(noticedNanos);
        int known = unread.size();
        for (int i = 0; i < count; i++) {
            long at = (long) i * Linux.EVENT_SIZE;
            dispatch(events.get(JAVA_INT_UNALIGNED, at), events.get(JAVA_LONG_UNALIGNED, at + Linux.EVENT_DATA));
        }
        for (; known > 0; known--) {
            unread.remove().readOn();
        }
        for (known = failing.size(); known > 0; known--) {
            failing.remove().tellFailure();
        }
    }

    private int sleep(long nanos) {
        timeout.set(JAVA_LONG, 0, nanos / SECOND);
        timeout.set(JAVA_LONG, 8, nanos % SECOND);
        int count = Linux.epollWait(epoll, events, ROOM, timeout);
        return count >= 0 ? count : lookAgain();
    }

    /** A wait failed: because of a signal, or because something is thoroughly wrong. */
    private int lookAgain() {
        timeout.set(JAVA_LONG, 0, 0);
        timeout.set(JAVA_LONG, 8, 0);
        int count = Linux.epollWait(errno, epoll, events, ROOM, timeout);
        return count < 0 && Linux.errno(errno) == Linux.EINTR ? 0 : check(count, "epoll_pwait2");
    }

    private void dispatch(int ready, long data) {
        int fd = (int) data;
        if (fd == wakeFd) {
            Linux.read(errno, wakeFd, scratch, 8);
            woken = false;
            return;
        }
        EpollLink link = byFd[fd];
        // A link closed earlier in this batch may have left an event, even for a socket that has got its number since.
        if (link != null && link.generation == (int) (data >>> 32)) {
            link.ready(ready);
        }
    }

    private void control(int operation, int fd, int interest, int generation) {
        event.set(JAVA_INT_UNALIGNED, 0, interest);
        event.set(JAVA_LONG_UNALIGNED, Linux.EVENT_DATA, (long) generation << 32 | fd);
        check(Linux.epollControl(errno, epoll, operation, fd, event), "epoll_ctl");
    }

    @Override
    public void wakeUp() {
        if (!woken) {
            woken = true;
            synchronized (wakeErrno) {
                if (arena.scope().isAlive()) {
                    Linux.write(wakeErrno, wakeFd, one, 8);
                }
            }
        }
    }

    @Override
    public int links() {
        return links;
    }

    @Override
    public void close() {
        for (EpollLink link : byFd) {
            if (link != null) {
                link.close();
            }
        }
        synchronized (wakeErrno) {
            Linux.close(errno, wakeFd);
            Linux.close(errno, epoll);
            arena.close();
        }
    }

    /** The segment of the array received into last: the loop uses the same one for ever. */
    private MemorySegment receiveInto(byte[] bytes, int from) {
        if (!isKnown(bytes)) {
            receiveArray = bytes;
            receiveSegment = MemorySegment.ofArray(bytes);
        }
        return from == 0 ? receiveSegment : receiveSegment.asSlice(from);
    }

    @SuppressWarnings("ReferenceEquality") // the question is whether it is the same array
    private boolean isKnown(byte[] bytes) {
        return bytes == receiveArray;
    }

    /** A segment with what is to be sent: copying a request is cheaper than a segment object for each. */
    private MemorySegment sendFrom(byte[] bytes, int from, int length) {
        if (length > sendArray.length) {
            return MemorySegment.ofArray(bytes).asSlice(from, length);
        }
        System.arraycopy(bytes, from, sendArray, 0, length);
        return sendSegment;
    }

    private final class EpollLink extends Link {
        private static final int CLOSED = -1;

        private final Listener listener;
        private int fd = CLOSED;
        private int generation;
        private boolean connecting = true;

        /** The peer has said its last: after its bytes there is still the end to be read. */
        private boolean ending;

        /** The last read took all there was; what comes later is a new event. */
        private boolean drained;

        private boolean queued;
        private boolean stamping;
        private long stampNanos;

        EpollLink(Listener listener) {
            this.listener = listener;
        }

        /** False when it failed at once; {@link #fault} says why. */
        boolean open(InetSocketAddress remote, @Nullable InetAddress local) {
            int socket = Linux.socket(errno, SocketAddresses.family(remote.getAddress()));
            if (socket < 0) {
                broken(Faults.ofErrno(Linux.errno(errno)));
                return false;
            }
            adopt(socket);
            Linux.noDelay(errno, fd, one);
            stamping = stamps != null && stamps.enable(errno, fd);
            return (local == null || bind(local)) && begin(remote);
        }

        private boolean bind(InetAddress local) {
            Linux.bindAddressOnly(errno, fd, one);
            MemorySegment address = addresses.of(new InetSocketAddress(local, 0));
            return Linux.bind(errno, fd, address, (int) address.byteSize()) == 0 || giveUp(Linux.errno(errno));
        }

        private boolean begin(InetSocketAddress remote) {
            MemorySegment address = addresses.of(remote);
            if (Linux.connect(errno, fd, address, (int) address.byteSize()) != 0
                    && Linux.errno(errno) != Linux.EINPROGRESS) {
                return giveUp(Linux.errno(errno));
            }
            control(Linux.EPOLL_CTL_ADD, fd, Linux.EPOLLOUT, generation);
            return true;
        }

        private boolean giveUp(int error) {
            broken(Faults.ofErrno(error));
            close();
            return false;
        }

        private void adopt(int socket) {
            fd = socket;
            generation = ++EpollPoller.this.generation;
            links++;
            if (fd >= byFd.length) {
                byFd = Arrays.copyOf(byFd, Math.max(fd + 1, byFd.length * 2));
            }
            byFd[fd] = this;
        }

        void tellFailure() {
            listener.failed(fault());
        }

        void ready(int events) {
            if (connecting) {
                finishConnecting();
                return;
            }
            ending |= (events & (Linux.EPOLLRDHUP | Linux.EPOLLHUP | Linux.EPOLLERR)) != 0;
            if (ending || (events & Linux.EPOLLIN) != 0) {
                read(noticedNanos);
            }
            if ((events & Linux.EPOLLOUT) != 0 && fd != CLOSED) {
                listener.writable();
            }
        }

        /** Lets the listener read once: others are to get their turn before this one reads on. */
        private void read(long noticed) {
            drained = false;
            listener.readable(noticed);
            if (!drained && !queued && fd != CLOSED) {
                queued = true;
                unread.add(this);
            }
        }

        void readOn() {
            queued = false;
            if (fd != CLOSED && !drained) {
                read(System.nanoTime());
            }
        }

        private void finishConnecting() {
            int error = Linux.pendingError(errno, fd, scratch);
            if (error != 0) {
                giveUp(error);
                tellFailure();
                return;
            }
            connecting = false;
            control(Linux.EPOLL_CTL_MOD, fd, Linux.READING, generation);
            listener.connected();
        }

        @Override
        public int send(byte[] bytes, int from, int length) {
            if (fd == CLOSED) {
                return BROKEN;
            }
            long sent = Linux.send(fd, sendFrom(bytes, from, length), length);
            if (sent >= 0) {
                return (int) sent;
            }
            int error = Linux.whyNotSent(errno, fd, scratch);
            // An empty send succeeds on a healthy connection whose buffer is full.
            return error == 0 ? 0 : unable(error);
        }

        @Override
        public int receive(byte[] into, int from, int length) {
            if (fd == CLOSED) {
                return BROKEN;
            }
            long count =
                    stamping ? receiveStamped(into, from, length) : Linux.receive(fd, receiveInto(into, from), length);
            if (count > 0) {
                drained = count < length && !ending;
                return (int) count;
            }
            drained = true;
            return count == 0 ? END : unable(Linux.whyNotReceived(errno, fd, scratch));
        }

        private long receiveStamped(byte[] into, int from, int length) {
            KernelStamps arrivals = stamps;
            if (arrivals == null) {
                return 0;
            }
            long count = arrivals.receive(fd, length);
            if (count > 0) {
                MemorySegment.copy(arrivals.bytes(), 0, receiveInto(into, 0), from, count);
                stampNanos = arrivals.stampNanos();
            }
            return count;
        }

        @Override
        public long stampNanos() {
            return stampNanos;
        }

        /** After a failed call: nothing now, or never again. */
        private int unable(int error) {
            return switch (error) {
                case Linux.EAGAIN -> 0;
                case Linux.EINTR -> {
                    drained = false;
                    yield 0;
                }
                // The failed call has taken the error away with it; a stream that merely ends does not fail.
                case 0 -> broken(Fault.RESET);
                default -> broken(Faults.ofErrno(error));
            };
        }

        @Override
        public long sentNanos(long before, long after) {
            long millis = fd == CLOSED ? -1 : Linux.millisSinceSent(errno, fd, tcpInfo);
            return millis < 0 ? before : Math.clamp(after - millis * 1_000_000, before, after);
        }

        @Override
        public boolean ending() {
            return ending;
        }

        @Override
        public Delivery delivery(long bytes, long after) {
            int unconfirmed = fd == CLOSED ? -1 : Linux.unacknowledged(errno, fd, scratch);
            if (unconfirmed < 0) {
                return Delivery.UNKNOWN;
            }
            long missing = unconfirmed - after;
            if (missing > 0) {
                return missing >= bytes ? Delivery.NONE : Delivery.UNKNOWN;
            }
            // What follows a message may meet a closed socket, which answers by a reset too.
            return after == 0 && Linux.isReset(errno, fd, scratch) ? Delivery.UNREAD : Delivery.WHOLE;
        }

        @Override
        public void wantWritable(boolean want) {
            if (fd != CLOSED && !connecting) {
                int interest = want ? Linux.READING | Linux.EPOLLOUT : Linux.READING;
                control(Linux.EPOLL_CTL_MOD, fd, interest, generation);
            }
        }

        @Override
        public void close() {
            if (fd != CLOSED) {
                byFd[fd] = null;
                links--;
                Linux.close(errno, fd);
                fd = CLOSED;
            }
        }
    }
}

package dev.throng.runner.http.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A poller on the JDK's selector: works wherever Java does. */
final class SelectorPoller implements Poller {
    private static final long MILLI = 1_000_000;

    /**
     * The selector waits in whole milliseconds. What is left below one is slept in slices as long as this, with a look at
     * the sockets in between, so that neither starts nor arrivals of bytes are late by more than about a tenth of a millisecond.
     */
    private static final long SLICE = 60_000;

    /** An empty line, which HTTP servers skip where a request may begin. */
    private static final byte[] NOTHING = {'\r', '\n'};

    /** Ahead of a deadline by less than this, sleeping would overshoot. */
    private static final long CLOSE_ENOUGH = 5_000;

    private final Selector selector;
    private final Queue<Runnable> failures = new ArrayDeque<>();
    private final Consumer<SelectionKey> dispatch = this::dispatch;

    /** One direct buffer for all links: bytes pass through it between a heap array and the kernel. */
    private final ByteBuffer transfer = ByteBuffer.allocateDirect(64 * 1024);

    private @Nullable Awake asleep;
    private int links;

    /** When the present batch of events was told. */
    private long noticedNanos;

    private volatile boolean woken;

    SelectorPoller() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector can be opened", e);
        }
    }

    @Override
    public Link connect(InetSocketAddress remote, @Nullable InetAddress local, Link.Listener listener) {
        ChannelLink link = new ChannelLink(listener);
        try {
            link.open(remote, local);
        } catch (IOException e) {
            link.close();
            failures.add(() -> link.fail(e));
        }
        return link;
    }

    @Override
    public void await(long deadlineNanos, Awake awake) {
        asleep = awake;
        try {
            waitUntil(failures.isEmpty() ? deadlineNanos : System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException("the selector failed", e);
        } finally {
            woken = false;
        }
        awake();
        tellFailures();
    }

    /** The first event of a wait ends it; so does its deadline. */
    private void awake() {
        Awake listener = asleep;
        if (listener != null) {
            asleep = null;
            noticedNanos = System.nanoTime();
            listener.awake(noticedNanos);
        }
    }

    private void waitUntil(long deadlineNanos) throws IOException {
        while (!woken) {
            long left = deadlineNanos - System.nanoTime();
            if (left <= CLOSE_ENOUGH) {
                break;
            }
            int events = left >= MILLI ? selector.select(dispatch, left / MILLI) : slice(left);
            if (events > 0) {
                return;
            }
        }
        selector.selectNow(dispatch);
    }

    private int slice(long left) throws IOException {
        int events = selector.selectNow(dispatch);
        if (events == 0 && !woken) {
            LockSupport.parkNanos(Math.min(left, SLICE));
        }
        return events;
    }

    private void tellFailures() {
        for (int known = failures.size(); known > 0; known--) {
            failures.remove().run();
        }
    }

    private void dispatch(SelectionKey key) {
        awake();
        ((ChannelLink) key.attachment()).ready(key);
    }

    @Override
    public void wakeUp() {
        if (!woken) {
            woken = true;
            selector.wakeup();
        }
    }

    @Override
    public int links() {
        return links;
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                ((ChannelLink) key.attachment()).close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the selector cannot be closed", e);
        }
    }

    private final class ChannelLink extends Link {
        private final Listener listener;
        private @Nullable SocketChannel channel;
        private @Nullable SelectionKey key;
        private boolean ended;

        ChannelLink(Listener listener) {
            this.listener = listener;
        }

        void open(InetSocketAddress remote, @Nullable InetAddress local) throws IOException {
            SocketChannel opened = SocketChannel.open();
            channel = opened;
            links++;
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (local != null) {
                opened.bind(new InetSocketAddress(local, 0));
            }
            boolean done = opened.connect(remote);
            // A connection that stands at once is told by the first write event, like any other.
            key = opened.register(selector, done ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
        }

        void ready(SelectionKey selected) {
            if (!selected.isValid()) {
                return;
            }
            if ((selected.interestOps() & SelectionKey.OP_READ) == 0) {
                finishConnecting(selected);
                return;
            }
            int ops = selected.readyOps();
            if ((ops & SelectionKey.OP_READ) != 0) {
                listener.readable(noticedNanos);
            }
            if ((ops & SelectionKey.OP_WRITE) != 0 && selected.isValid()) {
                listener.writable();
            }
        }

        private void finishConnecting(SelectionKey selected) {
            try {
                ((SocketChannel) selected.channel()).finishConnect();
                selected.interestOps(SelectionKey.OP_READ);
            } catch (IOException e) {
                close();
                fail(e);
                return;
            }
            listener.connected();
        }

        void fail(IOException why) {
            Fault fault = Faults.of(why);
            broken(fault);
            listener.failed(fault);
        }

        @Override
        public int send(byte[] bytes, int from, int length) {
            SocketChannel open = channel;
            if (open == null) {
                return BROKEN;
            }
            try {
                int count = Math.min(length, transfer.capacity());
                transfer.clear().put(bytes, from, count).flip();
                return open.write(transfer);
            } catch (IOException e) {
                return broken(Faults.of(e));
            }
        }

        @Override
        public int receive(byte[] into, int from, int length) {
            SocketChannel open = channel;
            if (open == null) {
                return BROKEN;
            }
            try {
                transfer.clear().limit(Math.min(length, transfer.capacity()));
                int count = open.read(transfer);
                if (count > 0) {
                    transfer.get(0, into, from, count);
                }
                ended |= count < 0;
                return count;
            } catch (IOException e) {
                return broken(Faults.of(e));
            }
        }

        /**
         * Java can't ask which bytes were confirmed. But who closes before a request arrives answers it with a reset, after
         * which nothing can be sent any more; who has read it and closed has sent no reset yet. That reset needs its time on
         * a network: a request that crosses the goodbye within a round trip may be taken for one that arrived. While the peer
         * has not closed, nothing can be said.
         */
        @Override
        public Delivery finalDelivery(long bytes, long after) {
            if (!ended) {
                return Delivery.UNKNOWN;
            }
            return send(NOTHING, 0, NOTHING.length) > 0 ? Delivery.WHOLE : Delivery.UNREAD;
        }

        @Override
        public Delivery delivery(long bytes, long after) {
            return Delivery.UNKNOWN;
        }

        @Override
        public void wantWritable(boolean want) {
            SelectionKey registered = key;
            if (registered != null && registered.isValid()) {
                registered.interestOps(want ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            }
        }

        @Override
        public void close() {
            SocketChannel open = channel;
            channel = null;
            if (open == null) {
                return;
            }
            links--;
            try {
                open.close();
            } catch (IOException e) {
                // The descriptor is given back all the same, and nobody waits for this connection any more.
                broken(Faults.of(e));
            }
        }
    }
}

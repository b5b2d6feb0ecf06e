package dev.throng.runner.http.io;

/**
 * One non-blocking TCP connection of a {@link Poller}; used on its loop's thread only. Nagle's algorithm is off.
 *
 * <p>A listener need not read everything at once: it is told again as long as there is something to read.
 */
public abstract class Link {
    /** Result of {@link #receive}: the peer has closed its side. */
    public static final int END = -1;

    /** Result of {@link #send} and {@link #receive}: the connection is gone; {@link #fault} says why. */
    public static final int BROKEN = -2;

    private Fault fault = Fault.NONE;

    /** Gives bytes to the kernel: how many it took, 0 when its buffer is full, or {@link #BROKEN}. */
    public abstract int send(byte[] bytes, int from, int length);

    /** Reads what is there: number of bytes, 0 when there is nothing, {@link #END} or {@link #BROKEN}. */
    public abstract int receive(byte[] into, int from, int length);

    /**
     * When the last byte of what {@link #receive} gave last had come by the kernel's own stamp, on the scale of {@link
     * System#nanoTime}; 0 when nobody knows.
     */
    public long stampNanos() {
        return 0;
    }

    /**
     * When the last bytes were really sent, for a sender that was interrupted around {@link #send}.
     *
     * @param before when it was about to
     * @param after when it went on
     */
    public long sentNanos(long before, long after) {
        return before;
    }

    /** Whether {@link Listener#writable} is to be called when the kernel can take bytes again; off at first. */
    public abstract void wantWritable(boolean want);

    /** How much of a message the peer has got. */
    public enum Delivery {
        /** Nothing of it. */
        NONE,
        /** All of it. */
        WHOLE,
        /** All of it, but it closed without having read everything. */
        UNREAD,
        /** A part, or nobody knows. */
        UNKNOWN
    }

    /**
     * What became of the last message that was sent, as far as it can be seen without doing anything. After {@link #END} this tells a peer
     * that read a request and closed from one that closed before: with its goodbye it confirmed all that it had got by then,
     * what comes later it does not read any more, and a reset behind the goodbye says that it left something unread. After a
     * reset alone it tells nothing: a confirmation may still have been on its way.
     *
     * @param bytes length of the message
     * @param after bytes that were sent after it
     */
    public abstract Delivery delivery(long bytes, long after);

    /** The same, as the last question before {@link #close}: it may be put to the peer. */
    public Delivery finalDelivery(long bytes, long after) {
        return delivery(bytes, after);
    }

    /**
     * Whether the kernel has said already that the peer closed its side, though there may be bytes before the end that were
     * not read yet. Where that can't be known before the end is read: false.
     */
    public boolean ending() {
        return false;
    }

    /** Gives the socket back; the listener hears nothing more. Does nothing the second time. */
    public abstract void close();

    /** Why the link broke. */
    public final Fault fault() {
        return fault;
    }

    final int broken(Fault why) {
        fault = why;
        return BROKEN;
    }

    /**
     * Why a connection could not be made or went away.
     *
     * @param own the generator ran into a limit of its own (descriptors, ports, memory): nothing the peer did
     */
    public record Fault(String message, boolean own) {
        static final Fault NONE = new Fault("no fault", false);
        static final Fault RESET = new Fault("connection reset by peer", false);
        static final Fault REFUSED = new Fault("connection refused", false);
    }

    /** What happens to a link. */
    public interface Listener {
        void connected();

        void failed(Fault fault);

        /**
         * There is something to read, or the end.
         *
         * @param noticedNanos when the kernel said so: what it spoke of was there by then, however long it took until
         *     this link's turn came
         */
        void readable(long noticedNanos);

        /** The kernel takes bytes again; only after {@link Link#wantWritable}. */
        void writable();
    }
}

package dev.throng.runner.http.io;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one event loop, and its way of waiting. Everything but {@link #wakeUp} is called on the loop's thread,
 * listeners are called on it from within {@link #await}.
 */
public interface Poller extends AutoCloseable {
    /**
     * Begins to connect. The listener hears {@link Link.Listener#connected} or {@link Link.Listener#failed} later, never
     * from within this call, also when the failure is known at once.
     *
     * @param local source address; null lets the system choose
     */
    Link connect(InetSocketAddress remote, @Nullable InetAddress local, Link.Listener listener);

    /**
     * Tells listeners what happened to their links, waiting for it until a deadline in {@link System#nanoTime}, or until
     * {@link #wakeUp}. A deadline that has passed, or lies at most a few microseconds ahead, makes this a look without a wait.
     *
     * @param awake called once, when the wait is over and before any listener hears anything
     */
    void await(long deadlineNanos, Awake awake);

    /** Hears that a wait is over. */
    @FunctionalInterface
    interface Awake {
        void awake(long nowNanos);
    }

    /** Makes the current or next {@link #await} return soon. For all threads. */
    void wakeUp();

    /** Links that hold a socket now. */
    int links();

    /** Called once on the loop's thread before anything else. */
    default void enter() {}

    /** Closes all links without telling their listeners. */
    @Override
    void close();
}

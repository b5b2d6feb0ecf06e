package dev.throng.runner.cluster.worker;

import dev.throng.runner.cluster.protocol.ToWorker;

/** How a worker reaches its master: in memory, or over gRPC. */
@FunctionalInterface
public interface Dialer {
    /** Tries to connect, and returns at once. Everything after that is told to the listener. */
    void dial(Listener listener);

    /**
     * Hears one connection: opened once or never, then messages in order, then closed once. Called on the worker's loop.
     */
    interface Listener {
        void opened(Uplink uplink);

        void received(ToWorker message);

        /** @param reason for people */
        void closed(String reason);
    }
}

package dev.throng.runner.cluster.master.session;

import dev.throng.runner.cluster.protocol.ToWorker;

/** A master's end of an open connection. Sending never blocks; what is sent after the connection broke is dropped. */
public interface Downlink {
    void send(ToWorker message);

    void close();
}

package dev.throng.runner.cluster.worker;

import dev.throng.runner.cluster.protocol.ToMaster;

/** A worker's end of an open connection. Sending never blocks; what is sent after the connection broke is dropped. */
public interface Uplink {
    void send(ToMaster message);

    void close();
}

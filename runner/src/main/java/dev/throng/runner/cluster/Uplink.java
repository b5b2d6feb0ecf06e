package dev.throng.runner.cluster;

/** A worker's end of an open connection. Sending never blocks; what is sent after the connection broke is dropped. */
interface Uplink {
    void send(ToMaster message);

    void close();
}

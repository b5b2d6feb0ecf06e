package dev.throng.runner.cluster;

/** A master's end of an open connection. Sending never blocks; what is sent after the connection broke is dropped. */
interface Downlink {
    void send(ToWorker message);

    void close();
}

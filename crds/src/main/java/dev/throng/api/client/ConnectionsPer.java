package dev.throng.api.client;

/** Who uses a connection, and for how long. */
public enum ConnectionsPer {
    /** Each user its own, as long as the server lets it. */
    user,
    /** Each user its own, new ones with each task. */
    iteration,
    /** A new one for each request. */
    request,
    /** Any user of a worker, one after another. */
    worker
}

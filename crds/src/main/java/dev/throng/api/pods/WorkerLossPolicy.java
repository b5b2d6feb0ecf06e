package dev.throng.api.pods;

/** What happens to the users of a lost worker. */
public enum WorkerLossPolicy {
    redistribute,
    replace,
    fail
}

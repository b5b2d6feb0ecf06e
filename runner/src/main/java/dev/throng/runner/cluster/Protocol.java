package dev.throng.runner.cluster;

/** What both ends of a connection have to agree on. */
final class Protocol {
    /** Grows when a worker of before would misunderstand a master of after, or the other way round. */
    static final int VERSION = 1;

    private Protocol() {}
}

package dev.throng.runner.cluster.protocol;

/** What both ends of a connection have to agree on. */
public final class Protocol {
    /** Grows when a worker of before would misunderstand a master of after, or the other way round. */
    public static final int VERSION = 2;

    private Protocol() {}
}

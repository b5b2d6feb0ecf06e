package dev.throng.runner.cluster;

/** A master's door, for whoever carries messages. Called on the master's loop. */
interface Reception {
    /** Messages of one connection in order; the first ones may come before it is known who speaks. */
    void received(Downlink from, ToMaster message);

    /** The connection is gone, whoever ended it. */
    void closed(Downlink link);
}

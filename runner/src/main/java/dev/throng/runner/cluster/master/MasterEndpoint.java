package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.master.session.Downlink;
import dev.throng.runner.cluster.protocol.ToMaster;

/** Where a master hears its workers, for whoever carries messages. Called on the master's loop. */
public interface MasterEndpoint {
    /** Messages of one connection in order; the first ones may come before it is known who speaks. */
    void received(Downlink from, ToMaster message);

    /** The connection is gone, whoever ended it. */
    void closed(Downlink link);
}

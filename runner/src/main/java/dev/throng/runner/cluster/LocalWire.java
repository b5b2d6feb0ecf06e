package dev.throng.runner.cluster;

import dev.throng.runner.cluster.master.MasterEndpoint;
import dev.throng.runner.cluster.master.session.Downlink;
import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import dev.throng.runner.cluster.worker.Dialer;
import dev.throng.runner.cluster.worker.Uplink;

/**
 * Carries messages between a master and workers in one process, each on its own loop (or both on one). Nothing is lost,
 * and nothing is translated: the messages are the same values that gRPC carries.
 */
final class LocalWire implements Dialer {
    private final Loop masterLoop;
    private final MasterEndpoint master;
    private final Loop workerLoop;

    LocalWire(Loop masterLoop, MasterEndpoint master, Loop workerLoop) {
        this.masterLoop = masterLoop;
        this.master = master;
        this.workerLoop = workerLoop;
    }

    @Override
    public void dial(Listener listener) {
        Connection connection = new Connection(listener);
        workerLoop.execute(() -> listener.opened(connection));
    }

    /** Both ends. */
    private final class Connection implements Uplink, Downlink {
        private final Listener listener;

        private Connection(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void send(ToMaster message) {
            masterLoop.execute(() -> master.received(this, message));
        }

        @Override
        public void send(ToWorker message) {
            workerLoop.execute(() -> listener.received(message));
        }

        @Override
        public void close() {
            masterLoop.execute(() -> master.closed(this));
            workerLoop.execute(() -> listener.closed("closed"));
        }
    }
}

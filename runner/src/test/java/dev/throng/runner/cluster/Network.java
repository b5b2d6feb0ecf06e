package dev.throng.runner.cluster;

import dev.throng.runner.cluster.master.MasterEndpoint;
import dev.throng.runner.cluster.master.session.Downlink;
import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import dev.throng.runner.cluster.worker.Dialer;
import dev.throng.runner.cluster.worker.Uplink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The network between the workers of a simulation and whatever master is there now. A connection keeps its messages in
 * order and delays them; a broken one loses those on their way; a cut one swallows everything in silence. A chaotic
 * network also loses, repeats and reorders single messages, which TCP would not.
 */
final class Network {
    private final Simulation world;
    private final List<Connection> connections = new ArrayList<>();
    private final Set<Loop> cut = new HashSet<>();
    private Simulation.@Nullable Process masterProcess;
    private @Nullable MasterEndpoint master;
    long mostDelayNanos = 2_000_000;
    double chaos;

    Network(Simulation world) {
        this.world = world;
    }

    /** The listening socket moves to another process. */
    void serve(Simulation.Process process, MasterEndpoint endpoint) {
        masterProcess = process;
        master = endpoint;
    }

    Dialer from(Simulation.Process worker) {
        return listener -> dial(worker, listener);
    }

    private void dial(Simulation.Process worker, Dialer.Listener listener) {
        Simulation.Process process = masterProcess;
        MasterEndpoint endpoint = master;
        if (process == null || endpoint == null || process.dead()) {
            world.after(delay(), () -> worker.execute(() -> listener.closed("connection refused")));
            return;
        }
        Connection connection = new Connection(worker, listener, process, endpoint);
        connections.add(connection);
        worker.execute(() -> listener.opened(connection));
    }

    /** Nothing passes between this worker and any master until it is mended; nobody is told. */
    void cut(Simulation.Process worker) {
        cut.add(worker);
    }

    void mend(Simulation.Process worker) {
        cut.remove(worker);
    }

    /** A killed process's kernel closes its connections. */
    void killed(Simulation.Process process) {
        for (Connection connection : List.copyOf(connections)) {
            if (connection.worker == process || connection.process == process) {
                connection.reset();
            }
        }
    }

    private long delay() {
        return 100_000 + world.random.nextLong(mostDelayNanos);
    }

    private final class Connection implements Uplink, Downlink {
        private final Simulation.Process worker;
        private final Dialer.Listener listener;
        private final Simulation.Process process;
        private final MasterEndpoint endpoint;
        private boolean open = true;
        private long lastUp;
        private long lastDown;

        private Connection(
                Simulation.Process worker,
                Dialer.Listener listener,
                Simulation.Process process,
                MasterEndpoint endpoint) {
            this.worker = worker;
            this.listener = listener;
            this.process = process;
            this.endpoint = endpoint;
        }

        @Override
        public void send(ToMaster message) {
            lastUp = pass(
                    lastUp,
                    () -> process.execute(() -> {
                        if (open) {
                            endpoint.received(this, message);
                        }
                    }));
        }

        @Override
        public void send(ToWorker message) {
            lastDown = pass(
                    lastDown,
                    () -> worker.execute(() -> {
                        if (open) {
                            listener.received(message);
                        }
                    }));
        }

        private long pass(long last, Runnable delivery) {
            if (!open || cut.contains(worker) || chance(chaos)) {
                return last;
            }
            long at = chance(chaos) ? world.now() + 10 * delay() : Math.max(last, world.now() + delay());
            world.at(at, () -> deliver(delivery));
            if (chance(chaos)) {
                world.at(at + delay(), () -> deliver(delivery));
            }
            return at;
        }

        private void deliver(Runnable delivery) {
            if (!cut.contains(worker)) {
                delivery.run();
            }
        }

        private boolean chance(double probability) {
            return probability > 0 && world.random.nextDouble() < probability;
        }

        @Override
        public void close() {
            reset();
        }

        private void reset() {
            if (open) {
                open = false;
                connections.remove(this);
                world.after(delay(), () -> process.execute(() -> endpoint.closed(this)));
                world.after(delay(), () -> worker.execute(() -> listener.closed("reset")));
            }
        }
    }
}

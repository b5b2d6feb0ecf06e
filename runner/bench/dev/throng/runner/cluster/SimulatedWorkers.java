package dev.throng.runner.cluster;

import dev.throng.runner.cluster.protocol.Channels;
import dev.throng.runner.cluster.protocol.Protocol;
import dev.throng.runner.cluster.protocol.Span;
import dev.throng.runner.cluster.protocol.SpanWriter;
import dev.throng.runner.cluster.protocol.ThreadLoop;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.Token;
import dev.throng.runner.cluster.protocol.WorkerId;
import dev.throng.runner.cluster.protocol.WorkerWire;
import dev.throng.runner.cluster.wire.MeasuredProto;
import dev.throng.runner.cluster.wire.WorkersGrpc;
import dev.throng.runner.cluster.wire.WorkersProto;
import dev.throng.runner.cluster.wire.WorkersProto.MasterMessage;
import dev.throng.runner.cluster.wire.WorkersProto.WorkerMessage;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.histogram.EncodedHistogram;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * Many workers in one process, each with a connection of its own. They speak the whole protocol, but what they say each
 * second was made before, and of what they are to keep they only say that they have it: that leaves the machine to the
 * master.
 *
 * <p>{@code PORT WORKERS NAMES REQUESTS_PER_NAME SECONDS}; the token is in the environment.
 */
final class SimulatedWorkers {
    private static final long SECOND = 1_000_000_000;
    private static final int VARIANTS = 20;

    private final ThreadLoop loop = new ThreadLoop("simulated-workers");
    private final List<MeasuredProto.Snapshot> variants;
    private final List<Puppet> puppets = new ArrayList<>();
    private final CountDownLatch going;
    private final int seconds;

    private SimulatedWorkers(int workers, int names, int requests, int seconds) {
        this.variants = variants(names, requests);
        this.going = new CountDownLatch(workers);
        this.seconds = seconds;
    }

    public static void main(String[] args) throws Exception {
        int workers = Integer.parseInt(args[1]);
        SimulatedWorkers all = new SimulatedWorkers(
                workers, Integer.parseInt(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        Channels channels = new Channels(
                "127.0.0.1", Integer.parseInt(args[0]), Token.of(System.getenv(Token.VARIABLE)), Optional.empty());
        for (int i = 0; i < workers; i++) {
            Puppet puppet = all.new Puppet(i);
            all.puppets.add(puppet);
            puppet.connect(channels);
            Thread.sleep(2);
        }
        all.going.await();
        System.exit(0);
    }

    /** Snapshots with all their keys. */
    private static List<MeasuredProto.Snapshot> variants(int names, int requests) {
        SplittableRandom random = new SplittableRandom(1);
        List<MeasuredProto.Snapshot> variants = new ArrayList<>();
        for (int variant = 0; variant < VARIANTS; variant++) {
            List<Snapshot.Row> rows = new ArrayList<>();
            for (int name = 0; name < names; name++) {
                RequestKey key = new RequestKey("User", "/api/v1/resources/%03d/{id}".formatted(name), "GET");
                rows.add(new Snapshot.Row(
                        key,
                        0,
                        requests,
                        0,
                        1_000L * requests,
                        200L * requests,
                        times(random, requests),
                        times(random, requests),
                        times(random, requests)));
            }
            Snapshot snapshot = new Snapshot(
                    0,
                    0,
                    0,
                    rows,
                    List.of(),
                    List.of(),
                    new EnumMap<>(Snapshot.Counter.class),
                    Snapshot.Gauges.NONE,
                    new TreeMap<>(Map.of("lag", times(random, 100))),
                    List.of());
            variants.add(new SpanWriter().write(new Span(0, 0, snapshot)).getSnapshot());
        }
        return variants;
    }

    /** Log-normal around 20 ms. */
    private static EncodedHistogram times(SplittableRandom random, int requests) {
        LatencyHistogram times = new LatencyHistogram();
        for (int i = 0; i < requests; i++) {
            times.record((long) (20_000 * Math.exp(random.nextGaussian() / 2)));
        }
        return times.encode();
    }

    /** One worker. */
    private final class Puppet implements StreamObserver<MasterMessage> {
        private final WorkerId id;
        private final int number;
        private final WorkerWire wire = new WorkerWire();
        private ManagedChannel channel;
        private StreamObserver<WorkerMessage> master;
        private long t0;
        private long next;
        private long acknowledged;

        private Puppet(int number) {
            this.number = number;
            this.id = WorkerId.fresh("worker-" + number);
        }

        private void connect(Channels channels) {
            channel = channels.open();
            master = WorkersGrpc.newStub(channel).work(this);
            loop.execute(() -> say(new ToMaster.Ping(loop.nanos())));
        }

        private void say(ToMaster message) {
            master.onNext(wire.write(message));
        }

        @Override
        public void onNext(MasterMessage message) {
            switch (message.getOfCase()) {
                case PONG -> loop.execute(this::hello);
                case WELCOME -> loop.execute(this::ready);
                case ORDERS -> loop.execute(() -> start(message.getOrders()));
                case HOLD -> kept(message);
                case ACK -> acknowledged = message.getAck().getNext();
                case DISMISSED -> loop.execute(this::end);
                default -> System.err.println(id.name() + " hears " + message.getOfCase());
            }
        }

        private void hello() {
            if (t0 == 0) {
                say(new ToMaster.Hello(
                        Protocol.VERSION,
                        id,
                        ToMaster.Kind.WORKER,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        false,
                        List.of()));
            }
        }

        private void ready() {
            say(new ToMaster.Ready());
            beat();
        }

        private void beat() {
            say(new ToMaster.Heartbeat(0, 0, Long.MAX_VALUE, List.of()));
            if (t0 == 0) {
                loop.after(SECOND, this::beat);
            }
        }

        /** The clocks are the same: both processes are on this machine. */
        private void start(WorkersProto.Orders orders) {
            if (t0 == 0 && orders.hasStart()) {
                t0 = orders.getStart().getT0Nanos();
                loop.at(t0 + SECOND + number * 200_000L, this::report);
            }
        }

        private void report() {
            boolean last = next + 1 == seconds;
            MeasuredProto.Snapshot.Builder snapshot = variants.get((int) ((number + next) % VARIANTS)).toBuilder()
                    .setFromNanos(next * SECOND)
                    .setToNanos((next + 1) * SECOND);
            if (next > 0) {
                snapshot.clearKeys();
            }
            WorkerMessage.Builder message = WorkerMessage.newBuilder();
            message.getReportBuilder()
                    .setLast(last)
                    .getSpanBuilder()
                    .setFirst(next)
                    .setLast(next)
                    .setSnapshot(snapshot);
            master.onNext(message.build());
            say(new ToMaster.Heartbeat(0, 0, Long.MAX_VALUE, List.of()));
            next++;
            if (!last) {
                loop.at(t0 + (next + 1) * SECOND + number * 200_000L, this::report);
            }
        }

        private void kept(MasterMessage message) {
            if (message.getHold().getWhole()) {
                ToMaster.Held held = new ToMaster.Held(
                        WorkerWire.read(message.getHold().getOf()),
                        message.getHold().getSpan().getLast() + 1);
                loop.execute(() -> say(held));
            }
        }

        private void end() {
            if (acknowledged != next) {
                System.err.println(id.name() + ": " + acknowledged + " of " + next + " intervals are acknowledged");
            }
            going.countDown();
        }

        @Override
        public void onError(Throwable failure) {
            System.err.println(id.name() + ": " + failure);
            going.countDown();
        }

        @Override
        public void onCompleted() {
            going.countDown();
        }
    }
}

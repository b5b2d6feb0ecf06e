package dev.throng.runner.cluster;

import dev.throng.runner.dispatch.Share;
import dev.throng.runner.engine.Engine;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.EncodedHistogram;
import dev.throng.runner.stats.LatencyHistogram;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Many workers in one process, each with a connection of its own and the whole protocol; only their engines are none:
 * each second they report some requests for every name.
 *
 * <p>{@code PORT WORKERS NAMES REQUESTS_PER_NAME SECONDS}; the token is in the environment.
 */
final class SimulatedWorkers {
    private static final int VARIANTS = 20;

    private SimulatedWorkers() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        int workers = Integer.parseInt(args[1]);
        Plan plan = SimulatedPlan.of(Integer.parseInt(args[4]));
        List<List<Snapshot.Row>> variants = variants(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        List<ThreadLoop> loops = List.of(new ThreadLoop("simulated-workers-0"), new ThreadLoop("simulated-workers-1"));
        Channels channels = new Channels("127.0.0.1", port, Token.of(System.getenv(Token.VARIABLE)), Optional.empty());
        List<CompletableFuture<?>> ends = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            int number = i;
            ThreadLoop loop = loops.get(i % loops.size());
            Worker worker = new Worker(
                    loop,
                    new GrpcDialer(loop, channels),
                    new SplittableRandom(i),
                    new Worker.Settings(
                            WorkerId.fresh("worker-" + i),
                            ToMaster.Kind.WORKER,
                            1,
                            Optional.empty(),
                            Duration.ofMinutes(1).toNanos()),
                    new Equipment(text -> plan, same -> new CannedEngine(loop, variants, number)));
            worker.start();
            ends.add(worker.done());
            Thread.sleep(2);
        }
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get();
        System.exit(0);
    }

    private static List<List<Snapshot.Row>> variants(int names, int requests) {
        SplittableRandom random = new SplittableRandom(1);
        List<List<Snapshot.Row>> variants = new ArrayList<>();
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
            variants.add(rows);
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

    private static final class CannedEngine implements Engine {
        private final Loop loop;
        private final List<List<Snapshot.Row>> variants;
        private final int number;
        private long t0;
        private long from;
        private long sequence;

        private CannedEngine(Loop loop, List<List<Snapshot.Row>> variants, int number) {
            this.loop = loop;
            this.variants = variants;
            this.number = number;
        }

        @Override
        public void start(long t0Nanos, Shape shape, Share share) {
            t0 = t0Nanos;
        }

        @Override
        public void change(Shape shape, Share share) {}

        @Override
        public CompletableFuture<Snapshot> cut() {
            long to = loop.nanos() - t0;
            Snapshot empty = new Accumulator().snapshot(sequence, from, to, Snapshot.Gauges.NONE);
            List<Snapshot.Row> rows = variants.get((int) ((number + sequence++) % VARIANTS));
            from = to;
            return CompletableFuture.completedFuture(new Snapshot(
                    empty.sequence(),
                    empty.fromNanos(),
                    to,
                    rows,
                    List.of(),
                    List.of(),
                    empty.counters(),
                    empty.gauges(),
                    empty.timings(),
                    List.of()));
        }

        @Override
        public CompletableFuture<Snapshot> stop(Duration grace) {
            return cut();
        }

        @Override
        public void close() {}
    }
}

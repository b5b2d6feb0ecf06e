package dev.throng.runner.cluster;

import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.dispatch.Share;
import dev.throng.runner.engine.Engine;
import dev.throng.runner.engine.draw.Feeder;
import dev.throng.runner.plan.Feed;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.histogram.EncodedHistogram;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * Behaves like an engine whose every user makes one request each 100 ms of the stage clock, at the same instants on every
 * worker. Each request is told to the server at once, whatever becomes of this process afterwards.
 */
final class FakeEngine implements Engine {
    static final long STEP = 100_000_000;
    static final RequestKey KEY = new RequestKey("User", "/", "GET");

    private final Loop loop;
    private final LongConsumer server;
    private final Map<Long, Long> instants = new TreeMap<>();
    private long t0;
    private Shape shape;
    private Share share;
    private long from;
    private long sequence;
    private boolean stopped;
    private final List<Long> madeBefore = new ArrayList<>(List.of(0L));
    private long requests;
    private long begun;
    private long iterations;
    private Feeder feeder;
    private LongConsumer drawn = row -> {};
    private boolean usedUp;
    private Runnable need = () -> {};
    private Runnable spent = () -> {};

    /** What was given to its users. */
    String given = "";

    /** What a user measures who makes one request in all. */
    static Snapshot once(String user) {
        LatencyHistogram times = new LatencyHistogram();
        times.record(1_000);
        return new Snapshot(
                0,
                0,
                STEP,
                List.of(new Snapshot.Row(
                        new RequestKey(user, "/tenants", "POST"),
                        0,
                        1,
                        0,
                        10,
                        10,
                        times.encode(),
                        times.encode(),
                        times.encode())),
                List.of(),
                List.of(),
                Map.of(),
                Snapshot.Gauges.NONE,
                Map.of(),
                List.of());
    }

    /** @param server hears the stage time of each request */
    FakeEngine(Loop loop, LongConsumer server) {
        this.loop = loop;
        this.server = server;
    }

    @Override
    public void start(long t0Nanos, Shape intended, Share mine) {
        loop.execute(() -> {
            t0 = t0Nanos;
            shape = intended;
            share = mine;
            lease(mine);
            from = Math.max(0, loop.nanos() - t0);
            next();
        });
    }

    @Override
    public void give(String values) {
        given = values;
    }

    private void next() {
        long step = Math.floorDiv(loop.nanos() - t0, STEP) + 1;
        loop.at(t0 + Math.max(0, step) * STEP, this::request);
    }

    /** Requests that were due while the process was frozen are dropped. */
    private void request() {
        if (!stopped) {
            long now = (loop.nanos() - t0) / STEP * STEP;
            long users = Math.clamp(share.iterations() - begun, 0, share.users(shape.usersAt(now)));
            users = drawing(users);
            begun += users;
            iterations += users;
            if (users > 0 && begun == share.iterations()) {
                loop.execute(spent);
            }
            for (long i = 0; i < users; i++) {
                server.accept(now);
            }
            requests += users;
            instants.merge(now, users, Long::sum);
            next();
        }
    }

    /** So many draw a row of data each, if there is data; as many have one. */
    private long drawing(long users) {
        Feeder rows = feeder;
        if (rows == null) {
            return users;
        }
        long having = 0;
        for (long i = 0; i < users && !usedUp; i++) {
            long row = rows.next();
            usedUp = row == Feeder.NONE_LEFT;
            if (row >= 0) {
                having++;
                drawn.accept(row);
            }
        }
        if (usedUp) {
            loop.execute(spent);
        }
        return having;
    }

    /** Each request is to draw a row. */
    FakeEngine feeding(Feed feed, LongConsumer told) {
        drawn = told;
        feeder = new Feeder(feed, 1, () -> loop.execute(need));
        return this;
    }

    @Override
    public void onNeed(Runnable told) {
        need = told;
    }

    @Override
    public List<Long> drawn() {
        Feeder rows = feeder;
        return rows == null ? List.of() : List.of(rows.drawn());
    }

    private void lease(Share mine) {
        Feeder rows = feeder;
        if (rows != null) {
            rows.lease(mine.leases().getFirst());
        }
    }

    @Override
    public void change(Shape intended, Share mine) {
        loop.execute(() -> {
            shape = intended;
            share = mine;
            lease(mine);
        });
    }

    @Override
    public void onSpent(Runnable told) {
        spent = told;
    }

    @Override
    public CompletableFuture<Snapshot> cut() {
        return CompletableFuture.supplyAsync(this::snapshot, loop);
    }

    @Override
    public CompletableFuture<Snapshot> stop(Duration grace) {
        loop.execute(() -> stopped = true);
        return CompletableFuture.supplyAsync(this::snapshot, loop);
    }

    /** Requests in the intervals before this one. */
    long madeBefore(long interval) {
        return madeBefore.get((int) interval);
    }

    private Snapshot snapshot() {
        madeBefore.add(requests);
        long to = Math.max(from, loop.nanos() - t0);
        LatencyHistogram times = new LatencyHistogram();
        instants.forEach((instant, count) -> {
            for (long i = 0; i < count; i++) {
                times.record(instant / 1000 % 1_000_000);
            }
        });
        EncodedHistogram encoded = times.encode();
        int users = share == null ? 0 : share.users(shape.usersAt(to));
        Snapshot.Gauges gauges = new Snapshot.Gauges(users, users, 0, users, -1, -1, -1, -1, -1, -1, -1, -1, -1);
        Snapshot empty = new Accumulator().snapshot(sequence++, from, to, gauges);
        long count = times.total();
        instants.clear();
        from = to;
        return count == 0
                ? began(empty, List.of())
                : with(empty, new Snapshot.Row(KEY, 0, count, 0, 0, 0, encoded, encoded, encoded));
    }

    private Snapshot with(Snapshot empty, Snapshot.Row row) {
        return began(empty, List.of(row));
    }

    private Snapshot began(Snapshot empty, List<Snapshot.Row> rows) {
        Map<Snapshot.Counter, Long> counters = new EnumMap<>(Snapshot.Counter.class);
        counters.putAll(empty.counters());
        counters.put(Snapshot.Counter.ITERATIONS, iterations);
        iterations = 0;
        int users = share != null && !usedUp && begun < share.iterations()
                ? share.users(shape.usersAt(empty.toNanos()))
                : 0;
        Snapshot.Gauges none = Snapshot.Gauges.NONE;
        Snapshot.Gauges gauges = new Snapshot.Gauges(
                users,
                users,
                none.busyUsers(),
                none.connections(),
                none.loopBusy(),
                none.processCpu(),
                none.throttled(),
                none.gcShare(),
                none.heapBytes(),
                none.residentBytes(),
                none.openFiles(),
                none.openFilesLimit(),
                none.allocatedBytes());
        return new Snapshot(
                empty.sequence(),
                empty.fromNanos(),
                empty.toNanos(),
                rows,
                List.of(),
                List.of(),
                counters,
                gauges,
                empty.timings(),
                List.of());
    }

    @Override
    public void close() {
        stopped = true;
    }
}

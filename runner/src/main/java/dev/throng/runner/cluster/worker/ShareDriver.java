package dev.throng.runner.cluster.worker;

import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.Span;
import dev.throng.runner.dispatch.Share;
import dev.throng.runner.engine.Engine;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's part of the load, driven by its own stage clock: the engine is started at T0, cut each full second, and
 * stopped at the shape's end, whoever else is in reach. Confined to the worker's loop.
 */
final class ShareDriver {
    private static final Logger LOG = LoggerFactory.getLogger(ShareDriver.class);
    private static final long SECOND = 1_000_000_000;
    /** What the engine may need beyond the grace period, to run {@code onStop} steps and close. */
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final Loop loop;
    private final Plan plan;
    private final Consumer<Measured> sink;
    private final Runnable onNeed;
    private Loop.Timer cut = Loop.Timer.NONE;
    private Loop.Timer end = Loop.Timer.NONE;
    private long t0;
    private @Nullable Shape shape;
    private @Nullable Engine engine;
    private boolean cutting;
    private boolean early;
    private boolean stopping;
    private boolean over;
    private long number;

    /** @param last whether nothing follows */
    record Measured(Span span, boolean last) {}

    ShareDriver(Loop loop, Plan plan, Consumer<Measured> sink, Runnable onNeed) {
        this.onNeed = onNeed;
        this.loop = loop;
        this.plan = plan;
        this.sink = sink;
    }

    /** With what it will drive; before {@link #start}. */
    void equip(Engine made) {
        if (stopping) {
            made.close();
        } else {
            engine = made;
        }
    }

    boolean isEquipped() {
        return engine != null;
    }

    /** @param given to all users */
    void start(long t0Nanos, Shape intended, Share share, String given) {
        Engine engine = Objects.requireNonNull(this.engine);
        t0 = t0Nanos;
        shape = intended;
        engine.onNeed(() -> loop.execute(onNeed));
        engine.onSpent(() -> loop.execute(this::cutEarly));
        engine.give(given);
        engine.start(t0Nanos, intended, share);
        cutNext();
        endAt(intended);
    }

    void change(Shape intended, Share share) {
        shape = intended;
        if (!stopping && engine != null) {
            engine.change(intended, share);
            endAt(intended);
        }
    }

    /** How many rows of each of the plan's feeds were drawn. */
    List<Long> drawn() {
        return engine == null ? List.of() : engine.drawn();
    }

    boolean started() {
        return shape != null;
    }

    /** Whether the last interval was handed out. */
    boolean over() {
        return over;
    }

    private void endAt(Shape intended) {
        end.cancel();
        if (intended.lengthNanos() < Long.MAX_VALUE) {
            end = loop.at(t0 + intended.lengthNanos(), () -> stop(plan.gracePeriod()));
        }
    }

    private void cutNext() {
        long second = Math.floorDiv(loop.nanos() - t0, SECOND) + 1;
        cut = loop.at(t0 + Math.max(1, second) * SECOND, this::cut);
    }

    /** There is nothing left to do: the master is to know at once. */
    private void cutEarly() {
        if (cutting) {
            early = true;
        } else if (!stopping) {
            cut.cancel();
            cut();
        }
    }

    private void cut() {
        cutting = true;
        var unused = Objects.requireNonNull(engine)
                .cut()
                .whenCompleteAsync((snapshot, failure) -> wasCut(snapshot, failure), loop);
    }

    private void wasCut(@Nullable Snapshot snapshot, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.error("an interval could not be cut", failure);
        }
        cutting = false;
        if (snapshot != null && !over) {
            hand(snapshot, false);
        }
        if (early) {
            early = false;
            cutEarly();
        } else if (!stopping) {
            cutNext();
        }
    }

    /** Ends gracefully; only the first call counts. */
    void stop(Duration grace) {
        if (stopping) {
            return;
        }
        stopping = true;
        cut.cancel();
        end.cancel();
        Engine driving = engine;
        if (driving == null) {
            close(nothing());
            return;
        }
        Loop.Timer patience = loop.after(grace.plus(STOPPING).toNanos(), this::gaveUp);
        var unused = driving.stop(grace).whenCompleteAsync((snapshot, failure) -> stopped(snapshot, patience), loop);
    }

    private void stopped(@Nullable Snapshot snapshot, Loop.Timer patience) {
        patience.cancel();
        if (cutting) { // its answer comes before this one's content
            loop.after(SECOND / 100, () -> stopped(snapshot, patience));
            return;
        }
        if (!over) {
            close(snapshot == null ? nothing() : snapshot);
        }
    }

    private void gaveUp() {
        if (!over) {
            close(nothing());
        }
    }

    private void close(Snapshot last) {
        over = true;
        number++;
        sink.accept(new Measured(new Span(number - 1, number - 1, last), true));
        if (engine != null) {
            engine.close();
        }
    }

    private void hand(Snapshot snapshot, boolean last) {
        number++;
        sink.accept(new Measured(new Span(number - 1, number - 1, snapshot), last));
    }

    private Snapshot nothing() {
        long now = loop.nanos() - t0;
        return new Accumulator().snapshot(number, now, now, Snapshot.Gauges.NONE);
    }
}

package dev.throng.runner.cli.session;

import dev.throng.runner.dispatch.Share;
import dev.throng.runner.engine.Engine;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.web.metrics.WorkerMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An engine of which everything that it measured is also seen by metrics. */
public record MeteredEngine(Engine engine, WorkerMetrics metrics) implements Engine {
    @Override
    public void start(long t0Nanos, Shape shape, Share share) {
        engine.start(t0Nanos, shape, share);
    }

    @Override
    public void change(Shape shape, Share share) {
        engine.change(shape, share);
    }

    @Override
    public void onSpent(Runnable told) {
        engine.onSpent(told);
    }

    @Override
    public void onNeed(Runnable told) {
        engine.onNeed(told);
    }

    @Override
    public void give(String values) {
        engine.give(values);
    }

    @Override
    public String gave() {
        return engine.gave();
    }

    @Override
    public List<Long> drawn() {
        return engine.drawn();
    }

    @Override
    public CompletableFuture<Snapshot> cut() {
        return seen(engine.cut());
    }

    @Override
    public CompletableFuture<Snapshot> stop(Duration grace) {
        return seen(engine.stop(grace));
    }

    private CompletableFuture<Snapshot> seen(CompletableFuture<Snapshot> measured) {
        return measured.thenApply(snapshot -> {
            metrics.enter(snapshot);
            return snapshot;
        });
    }

    @Override
    public void close() {
        engine.close();
    }
}

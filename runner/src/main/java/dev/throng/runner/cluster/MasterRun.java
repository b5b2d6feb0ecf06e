package dev.throng.runner.cluster;

import dev.throng.runner.cluster.master.Master;
import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.stats.total.Totals;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** A run as those see it who are no workers: hands everything to the master's loop. */
final class MasterRun implements Run {
    private final Plan plan;
    private final Master master;

    MasterRun(Plan plan, Master master) {
        this.plan = plan;
        this.master = master;
    }

    @Override
    public String id() {
        return master.runId();
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public Live live() {
        return master.live();
    }

    @Override
    public void onTick(Consumer<Live> listener) {
        master.onTick(listener);
    }

    @Override
    public void load(int users, double spawnRate) {
        master.load(users, spawnRate);
    }

    @Override
    public void resetStatistics() {
        master.reset();
    }

    @Override
    public void stop(StopReason reason) {
        master.stop(
                switch (reason) {
                    case END -> Orders.Reason.END;
                    case THRESHOLD -> Orders.Reason.THRESHOLD;
                    case USER -> Orders.Reason.USER;
                    case TERMINATED -> Orders.Reason.TERMINATED;
                    case BROKEN -> Orders.Reason.BROKEN;
                },
                "");
    }

    @Override
    public CompletableFuture<Result> resultSoFar() {
        return master.resultSoFar();
    }

    @Override
    public <T> CompletableFuture<T> ask(Function<Totals, T> question) {
        return master.ask(question);
    }

    @Override
    public CompletableFuture<Result> result() {
        return master.result();
    }
}

package dev.throng.runner.cluster;

import dev.throng.runner.cluster.master.Master;
import dev.throng.runner.cluster.master.MasterSettings;
import dev.throng.runner.cluster.master.OneTimeTaskRunner;
import dev.throng.runner.cluster.master.Rules;
import dev.throng.runner.cluster.master.session.Retention;
import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.ThreadLoop;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.WorkerId;
import dev.throng.runner.cluster.worker.EngineFactory;
import dev.throng.runner.cluster.worker.Worker;
import dev.throng.runner.cluster.worker.WorkerEnvironment;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.About;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A run with its master and its one worker in this process: the same code as over the network, the same messages, the
 * same numbering and acknowledgement, on one thread.
 */
public final class LocalRun {
    private static final Duration LEAD = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long TICK_DELAY_NANOS = 30_000_000;

    private LocalRun() {}

    /** Starts at once, or, when the plan has no load model, as soon as {@link Run#load} says so. */
    public static Run start(Plan plan, EngineFactory engines, About about) {
        return start(plan, engines, about, Optional.empty());
    }

    /** @param code what a scenario in code does before the run, when the plan leaves that to the run */
    public static Run start(Plan plan, EngineFactory engines, About about, Optional<CodePreparation> code) {
        Loop loop = new ThreadLoop("throng-run");
        Master master = new Master(loop, settings(plan, about, LocalOneTimeTasks.with(plan, engines, code)));
        var unused = master.result().whenComplete((result, failure) -> master.dismiss());
        master.open();
        worker(loop, master, plan, engines).start();
        return new MasterRun(plan, master);
    }

    private static MasterSettings settings(Plan plan, About about, OneTimeTaskRunner oneTimeTasks) {
        return new MasterSettings(
                about,
                plan,
                "",
                "",
                Rules.of(plan, 1, PATIENCE, LEAD),
                InstantSource.system(),
                TICK_DELAY_NANOS,
                new Retention(0, Integer.MAX_VALUE, 0, false),
                oneTimeTasks);
    }

    private static Worker worker(Loop loop, Master master, Plan plan, EngineFactory engines) {
        return new Worker(
                loop,
                new LocalWire(loop, master, loop),
                new SplittableRandom(plan.seed()),
                new Worker.Settings(
                        WorkerId.fresh("local"), ToMaster.Kind.WORKER, 1, Optional.empty(), PATIENCE.toNanos(), true),
                new WorkerEnvironment(text -> plan, engines));
    }
}

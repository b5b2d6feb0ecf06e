package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.master.session.Retention;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.About;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.total.Live;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a master is told when it is made.
 *
 * @param text what workers compile the plan from
 * @param planHash of the text: master and workers must have the same
 * @param tickDelayNanos how long after each full second of the stage clock the run is shown
 * @param retention what is held of each worker, in case that it dies
 * @param oneTimeTasks who does what is done once
 */
public record MasterSettings(
        About about,
        Plan plan,
        String text,
        String planHash,
        Rules rules,
        InstantSource wall,
        long tickDelayNanos,
        Retention retention,
        OneTimeTaskRunner oneTimeTasks) {

    /** Of a run in which there is nothing to do once. */
    public MasterSettings(
            About about,
            Plan plan,
            String text,
            String planHash,
            Rules rules,
            InstantSource wall,
            long tickDelayNanos,
            Retention retention) {
        this(about, plan, text, planHash, rules, wall, tickDelayNanos, retention, OneTimeTaskRunner.NONE);
    }

    /** Intended load, edits included; empty before an interactive run has one. */
    Optional<Shape> shape(RunModel model) {
        return plan.shape().isEmpty() && model.orders().edits().isEmpty()
                ? Optional.empty()
                : Optional.of(model.orders().shape(plan.shape().orElseGet(Shapes::interactive)));
    }

    Live.State state(RunModel model, long now) {
        if (model.orders().ending().isPresent()) {
            return Live.State.STOPPING;
        }
        if (!model.orders().started()) {
            return model.complete() ? Live.State.READY : Live.State.WAITING_FOR_WORKERS;
        }
        long stage = model.stage(now);
        if (stage >= model.endNanos()) {
            return Live.State.STOPPING;
        }
        return warmingUp(stage) ? Live.State.WARMING_UP : Live.State.RUNNING;
    }

    private boolean warmingUp(long stage) {
        return plan.phases().stream()
                .filter(phase -> phase.fromNanos() <= Math.max(0, stage) && stage < phase.toNanos())
                .anyMatch(phase -> !phase.judged());
    }
}

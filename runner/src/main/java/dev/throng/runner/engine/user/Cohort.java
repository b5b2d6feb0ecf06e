package dev.throng.runner.engine.user;

import dev.throng.runner.engine.draw.Weights;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.plan.Task;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.stats.Recorder;
import dev.throng.runner.stats.Snapshot;
import java.util.SplittableRandom;

/** The users of one class on one loop: how they are made, which task is their next, and when it is due. Confined to the loop. */
public abstract class Cohort {
    private final UserClass type;
    private final Loop loop;
    private final Recorder.Timing receiveTime;
    private final Weights weights;

    public Cohort(UserClass type, Loop loop) {
        this.type = type;
        this.loop = loop;
        receiveTime = loop.recorder().timing(Snapshot.RECEIVE + type.name());
        weights = new Weights(type.tasks().stream().mapToInt(Task::weight).toArray());
    }

    public abstract User newUser(int number, SplittableRandom random, UserOwner home);

    public final UserClass type() {
        return type;
    }

    public final Loop loop() {
        return loop;
    }

    public final Recorder.Timing receiveTime() {
        return receiveTime;
    }

    public final int pickTask(SplittableRandom random) {
        return weights.pick(random);
    }

    /**
     * When the next task is to start.
     *
     * @param startNanos intended start of the task before
     * @param endNanos end of the task before
     */
    public final long nextStart(SplittableRandom random, long startNanos, long endNanos) {
        return switch (type.waiting()) {
            case Wait.Between between -> endNanos + random.nextLong(between.minNanos(), between.maxNanos() + 1);
            case Wait.Constant constant -> endNanos + constant.nanos();
            case Wait.Drawn drawn -> endNanos + drawn.distribution().nanos(random);
            case Wait.Pacing pacing -> Math.max(startNanos + pacing.periodNanos(), endNanos);
            case Wait.None none -> endNanos;
        };
    }
}

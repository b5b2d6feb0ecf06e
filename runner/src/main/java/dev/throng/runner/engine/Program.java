package dev.throng.runner.engine;

import dev.throng.runner.plan.Task;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.stats.Recorder;
import java.util.SplittableRandom;

/** What the users of one class do, ready for one loop. */
final class Program {
    private final UserClass type;
    private final Recorder.Timing receiveTime;
    private final Action[] onStart;
    private final Action[] onStop;
    private final Action[][] tasks;
    private final Weights weights;

    Program(UserClass type, Loop loop) {
        this.type = type;
        receiveTime = loop.recorder.timing("receive:" + type.name());
        onStart = Action.of(type.onStart(), loop, this);
        onStop = Action.of(type.onStop(), loop, this);
        tasks = type.tasks().stream()
                .map(task -> Action.of(task.steps(), loop, this))
                .toArray(Action[][]::new);
        weights = new Weights(type.tasks().stream().mapToInt(Task::weight).toArray());
    }

    UserClass type() {
        return type;
    }

    Recorder.Timing receiveTime() {
        return receiveTime;
    }

    Action[] onStart() {
        return onStart;
    }

    Action[] onStop() {
        return onStop;
    }

    Action[] task(int number) {
        return tasks[number];
    }

    int pickTask(SplittableRandom random) {
        return weights.pick(random);
    }

    /**
     * When the next task is to start.
     *
     * @param startNanos intended start of the task before
     * @param endNanos end of the task before
     */
    long nextStart(SplittableRandom random, long startNanos, long endNanos) {
        return switch (type.waiting()) {
            case Wait.Between between -> endNanos + random.nextLong(between.minNanos(), between.maxNanos() + 1);
            case Wait.Constant constant -> endNanos + constant.nanos();
            case Wait.Pacing pacing -> Math.max(startNanos + pacing.periodNanos(), endNanos);
            case Wait.None none -> endNanos;
        };
    }
}

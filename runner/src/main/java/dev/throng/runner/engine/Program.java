package dev.throng.runner.engine;

import dev.throng.runner.code.Code;
import dev.throng.runner.engine.draw.Weights;
import dev.throng.runner.http.RequestWriter;
import dev.throng.runner.plan.Task;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.stats.Recorder;
import dev.throng.runner.stats.Snapshot;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What the users of one class do, ready for one loop. */
final class Program {
    private final UserClass type;
    private final Loop loop;
    private final @Nullable Code code;
    private final RequestWriter writer;
    private final Map<List<Step>, Action[]> flows = new IdentityHashMap<>();
    private final Recorder.Timing receiveTime;
    private final Action[] onStart;
    private final Action[] onStop;
    private final Action[][] tasks;
    private final Weights weights;

    Program(UserClass type, Loop loop) {
        this.type = type;
        this.loop = loop;
        code = type.code().orElse(null);
        writer = new RequestWriter(
                loop.shared.target(), loop.shared.plan().http().wires());
        receiveTime = loop.recorder.timing(Snapshot.RECEIVE + type.name());
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

    User newUser(int number, SplittableRandom random, Home home) {
        return code == null
                ? new ScriptedUser(loop, this, number, random, home)
                : new CodeUser(loop, this, number, random, home, code);
    }

    /** Writes the requests of code. */
    RequestWriter writer() {
        return writer;
    }

    /** The steps of a flow, ready for this loop; made once, however often it is performed. */
    Action[] flow(List<Step> steps) {
        Action[] known = flows.get(steps);
        if (known == null) {
            known = Action.of(steps, loop, this);
            flows.put(steps, known);
        }
        return known;
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
            case Wait.Drawn drawn -> endNanos + drawn.law().nanos(random);
            case Wait.Pacing pacing -> Math.max(startNanos + pacing.periodNanos(), endNanos);
            case Wait.None none -> endNanos;
        };
    }
}

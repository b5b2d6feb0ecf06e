package dev.throng.runner.engine.step;

import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.user.Cohort;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.engine.user.UserOwner;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.step.Step;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The users of one class with declared steps on one loop, and their steps, ready to be performed. */
public final class Program extends Cohort {
    private final Map<List<Step>, Action[]> flows = new IdentityHashMap<>();
    private final Action[] onStart;
    private final Action[] onStop;
    private final Action[][] tasks;

    public Program(UserClass type, Loop loop) {
        super(type, loop);
        onStart = Action.of(type.onStart(), this);
        onStop = Action.of(type.onStop(), this);
        tasks = type.tasks().stream().map(task -> Action.of(task.steps(), this)).toArray(Action[][]::new);
    }

    @Override
    public User newUser(int number, SplittableRandom random, UserOwner home) {
        return new ScriptedUser(this, number, random, home);
    }

    /** The steps of a flow, ready for this loop; made once, however often it is performed. */
    Action[] flow(List<Step> steps) {
        Action[] known = flows.get(steps);
        if (known == null) {
            known = Action.of(steps, this);
            flows.put(steps, known);
        }
        return known;
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
}

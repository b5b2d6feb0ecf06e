package dev.throng.runner.engine.step;

import dev.throng.api.step.StopWhat;
import dev.throng.runner.engine.draw.Pools;
import dev.throng.runner.engine.exchange.Call;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.loop.Rendezvous;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.plan.step.Distribution;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of the plan, ready to be performed on one loop. */
abstract class Action {
    private static final Step.Pop[] NO_POPS = {};

    private final @Nullable Condition when;
    private final Step.Pop[] pops;

    /** One that is always performed. */
    Action() {
        when = null;
        pops = NO_POPS;
    }

    Action(Step step) {
        // A flow that has another one for when its condition is false looks at the condition itself.
        when = step instanceof Step.Do flow && !flow.otherwise().isEmpty()
                ? null
                : step.when().orElse(null);
        pops = step.pops().toArray(Step.Pop[]::new);
    }

    static Action[] of(List<Step> steps, Program program) {
        return steps.stream().map(step -> of(step, program)).toArray(Action[]::new);
    }

    private static Action of(Step step, Program program) {
        Loop loop = program.loop();
        return switch (step) {
            case Step.Request request -> new CallStep(request, new Call(request, program));
            case Step.Rpc rpc -> new CallStep(rpc.request(), new Call(rpc, program));
            case Step.Connect connect ->
                new CallStep(connect.request(), new Call(connect.request(), connect.opening(), program));
            case Step.Talk talk -> SocketStep.of(talk, loop);
            case Step.HangUp hangUp -> SocketStep.of(hangUp, loop);
            case Step.Pause pause -> new Rest(pause);
            case Step.Think think -> new Think(think);
            case Step.Stop stop -> new Stop(stop);
            case Step.Set set -> new Assign(set);
            case Step.Draw row -> new DrawRow(row, loop);
            case Step.Give values -> new VariableExport(values, loop);
            case Step.Do flow -> new Perform(flow, program);
            case Step.Choose choose -> new Draw(choose, program);
            case Step.Parallel parallel -> new Parallel(parallel, program);
            case Step.Meet meet -> new Meet(meet);
        };
    }

    /** Performs it. False when the user now waits for something, and will be called when it has come. */
    abstract boolean perform(ScriptedUser user);

    /** Whether the step's condition holds and its pools have values, which are then taken. */
    final boolean admits(User user) {
        return (when == null || when.holds(user)) && (pops.length == 0 || take(user));
    }

    private boolean take(User user) {
        Pools pools = user.loop().shared().pools();
        Object[] taken = new Object[pops.length];
        for (int i = 0; i < pops.length; i++) {
            Object value = pools.pop(pops[i].pool());
            if (value == null) {
                giveBack(pools, taken, i);
                return false;
            }
            taken[i] = value;
        }
        for (int i = 0; i < pops.length; i++) {
            user.variable(pops[i].variable(), taken[i]);
        }
        return true;
    }

    private void giveBack(Pools pools, Object[] taken, int count) {
        for (int i = 0; i < count; i++) {
            pools.push(pops[i].pool(), taken[i]);
        }
    }

    /** A pause inside a task. */
    private static final class Rest extends Action {
        private final long nanos;

        Rest(Step.Pause pause) {
            super(pause);
            nanos = pause.nanos();
        }

        @Override
        boolean perform(ScriptedUser user) {
            user.rest(nanos);
            return false;
        }
    }

    /** A pause inside a task that is drawn each time. */
    private static final class Think extends Action {
        private final Distribution distribution;

        Think(Step.Think think) {
            super(think);
            distribution = think.distribution();
        }

        @Override
        boolean perform(ScriptedUser user) {
            user.rest(distribution.nanos(user.random()));
            return false;
        }
    }

    /** The end of the user, or of the run. */
    private static final class Stop extends Action {
        private final boolean wholeRun;

        Stop(Step.Stop stop) {
            super(stop);
            wholeRun = stop.what() == StopWhat.run;
        }

        @Override
        boolean perform(ScriptedUser user) {
            user.quit(wholeRun, "a step of " + user.cohort().type().name() + " stops the run");
            return true;
        }
    }

    /** A place to wait for others. */
    private static final class Meet extends Action {
        private final Step.Meet place;

        Meet(Step.Meet place) {
            super(place);
            this.place = place;
        }

        @Override
        boolean perform(ScriptedUser user) {
            Rendezvous meeting =
                    user.loop().shared().meetings().computeIfAbsent(place.name(), none -> new Rendezvous());
            int part = Math.max(1, user.loop().runClock().share().users(place.users()));
            return user.meet(meeting, part, place.mostNanos());
        }
    }

    /** Assigns variables. */
    private static final class Assign extends Action {
        private final List<Step.Assignment> assignments;

        Assign(Step.Set set) {
            super(set);
            assignments = set.assignments();
        }

        @Override
        boolean perform(ScriptedUser user) {
            user.assign(assignments);
            return true;
        }
    }
}

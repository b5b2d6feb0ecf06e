package dev.throng.runner.engine.step;

import dev.throng.runner.engine.draw.Feeder;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.plan.Feed;
import dev.throng.runner.plan.step.Step;

/** Draws a row of data into a variable; waits for it, or leaves when there is none any more. */
final class DrawRow extends Action {
    private static final long BETWEEN_LOOKS_NANOS = 10_000_000;

    private final Feeder feeder;
    private final int variable;

    DrawRow(Step.Draw step, Loop loop) {
        super(step);
        feeder = loop.shared().feeders().get(step.feed());
        variable = step.variable();
    }

    @Override
    boolean perform(ScriptedUser user) {
        if (feeder.feed().pick() == Feed.Pick.RANDOM) {
            long rows = feeder.feed().rows().count();
            user.variable(variable, feeder.feed().rows().row(user.random().nextLong(rows)));
            return true;
        }
        long number = feeder.next();
        if (number == Feeder.NONE_YET) {
            user.lookAgain(BETWEEN_LOOKS_NANOS);
            return false;
        }
        if (number == Feeder.NONE_LEFT) {
            user.retire();
            return true;
        }
        user.variable(variable, feeder.row(number));
        return true;
    }
}

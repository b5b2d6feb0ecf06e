package dev.throng.runner.engine.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.engine.exchange.Call;
import dev.throng.runner.plan.step.Step;
import org.jspecify.annotations.Nullable;

/** Sends the requests of a flow at once, as a browser fetches what a page needs. */
final class Parallel extends Action {
    final CallStep[] calls;

    /** How many are under way at a time. */
    final int most;

    /** What they are sent for, if they are sent for each item of a list. */
    final Step.@Nullable ForEach each;

    final @Nullable String group;

    Parallel(Step.Parallel step, Program program) {
        super(step);
        calls = step.requests().stream()
                .map(request -> new CallStep(request, new Call(request, program)))
                .toArray(CallStep[]::new);
        most = step.most();
        each = step.each().orElse(null);
        group = step.group().orElse(null);
    }

    @Override
    boolean perform(ScriptedUser user) {
        if (each == null) {
            return user.spread(new Spread(user, this, null));
        }
        return !(each.list().value(user) instanceof JsonNode list)
                || !list.isArray()
                || list.isEmpty()
                || user.spread(new Spread(user, this, list));
    }
}

package dev.throng.runner.engine.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Values;
import org.jspecify.annotations.Nullable;

/** Whether a flow that a user is in is performed once more. One per performance, confined to the user's loop. */
abstract class Rounds {
    /** Asked before each round; prepares it when there is one. */
    abstract boolean next(ScriptedUser user);

    /** Whether it may go on for ever: then a round in which nothing was waited for must not be followed by another at once. */
    boolean mayNeverEnd() {
        return false;
    }

    /** A request in one of them has failed. */
    void failed() {}

    /** They were cut short, or are all done: no step comes any more. */
    void over(ScriptedUser user) {}

    static Rounds once() {
        return new Counted(1);
    }

    static Rounds of(Step.Rounds rounds, ScriptedUser user) {
        return switch (rounds) {
            case Step.Times times -> new Counted(times.number());
            case Step.While loop -> new Conditional(loop);
            case Step.ForEach each -> new Items(each, each.list().value(user));
        };
    }

    private static final class Counted extends Rounds {
        private int left;

        Counted(int times) {
            left = times;
        }

        @Override
        boolean next(ScriptedUser user) {
            return left-- > 0;
        }
    }

    private static final class Conditional extends Rounds {
        private final Step.While loop;

        Conditional(Step.While loop) {
            this.loop = loop;
        }

        @Override
        boolean mayNeverEnd() {
            return true;
        }

        @Override
        boolean next(ScriptedUser user) {
            return loop.condition().holds(user);
        }
    }

    private static final class Items extends Rounds {
        private final int variable;
        private final Object list;
        private int index;

        Items(Step.ForEach each, @Nullable Object list) {
            this.variable = each.variable();
            this.list = list instanceof JsonNode node && node.isArray() ? node : "";
        }

        @Override
        boolean next(ScriptedUser user) {
            if (!(list instanceof JsonNode items) || index >= items.size()) {
                return false;
            }
            user.variable(variable, Values.of(items.get(index++)));
            return true;
        }
    }
}

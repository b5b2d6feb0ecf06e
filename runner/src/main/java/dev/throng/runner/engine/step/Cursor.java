package dev.throng.runner.engine.step;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a user is in its steps, and in the flows that they lead into. Confined to the loop. */
final class Cursor {
    private static final Action[] NO_STEPS = {};

    private final ScriptedUser user;
    private Action[] steps = NO_STEPS;
    private int position;

    /** How often the flow is performed that the steps are of; null for the steps of a task. */
    private @Nullable Rounds rounds;

    /** Where it goes on after the flow, the innermost first. */
    private final ArrayDeque<Frame> around = new ArrayDeque<>(0);

    /** When the user was ready for the last round. */
    private long roundNanos;

    private record Frame(
            Action[] steps, int position, @Nullable Rounds rounds) {}

    Cursor(ScriptedUser user) {
        this.user = user;
    }

    /** Goes to the first of these steps, out of all flows. */
    void begin(Action[] list) {
        around.clear();
        rounds = null;
        steps = list;
        position = 0;
    }

    /** Whether there are no steps at all. */
    boolean isEmpty() {
        return steps.length == 0;
    }

    boolean hasNext() {
        return position < steps.length;
    }

    Action next() {
        return steps[position++];
    }

    /** The last step is the next one too. */
    void back() {
        position--;
    }

    /** Begins a flow; what is behind it in the steps comes afterwards. */
    void enter(Action[] flow, Rounds times) {
        around.push(new Frame(steps, position, rounds));
        steps = flow;
        position = flow.length;
        rounds = times;
    }

    boolean isInFlow() {
        return rounds != null;
    }

    /**
     * Goes to the next round of the innermost flow, or to what comes after it; only when {@linkplain #isInFlow in one}.
     *
     * @return false when it might go round for ever without waiting for anything
     */
    boolean endRound() {
        Rounds times = rounds;
        if (times != null && times.next(user)) {
            position = 0;
            boolean waited = user.readyNanos() != roundNanos;
            roundNanos = user.readyNanos();
            return waited || !times.mayNeverEnd();
        }
        Frame outer = around.pop();
        steps = outer.steps;
        position = outer.position;
        rounds = outer.rounds;
        return true;
    }

    /** Something that was done in the flows has failed. */
    void failed() {
        flows().forEach(Rounds::failed);
    }

    /** Leaves all flows, and what is left of the steps. */
    void leave() {
        flows().forEach(round -> round.over(user));
        begin(NO_STEPS);
    }

    /** Those that it is in, the innermost first. */
    private List<Rounds> flows() {
        List<Rounds> all = new ArrayList<>(1);
        if (rounds != null) {
            all.add(rounds);
        }
        around.forEach(frame -> {
            if (frame.rounds != null) {
                all.add(frame.rounds);
            }
        });
        return all;
    }
}

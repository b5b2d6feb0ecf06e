package dev.throng.runner.engine;

import dev.throng.runner.plan.Step;
import dev.throng.runner.script.Scope;
import java.time.Duration;

/**
 * One virtual user, as the code sees that says what it does: a conversation that blocks. Used on the user's own virtual
 * thread only.
 *
 * <p>Every method may throw {@link Leaving} when the user is to leave; code lets it pass.
 */
public interface BlockingSession {
    /** The user's identity, variables and source of chance. */
    Scope scope();

    /**
     * Sends a request and waits for its response; one sample. Names, expectations, captures, redirects and time-outs are
     * those of the step, which is to be the same object each time.
     *
     * @param keepContent whether the reply is to carry head and body, which costs a copy
     */
    Reply execute(Step.Request request, boolean keepContent);

    /** Waits. */
    void pause(Duration time);

    /** The user leaves: thrown into its code wherever it is, on the way to {@link BlockingCode#onStop}. */
    final class Leaving extends RuntimeException {
        Leaving() {
            super("the user leaves", null, false, false);
        }
    }
}

package dev.throng.runner.cluster.worker;

import dev.throng.runner.plan.Plan;
import java.util.function.Function;

/**
 * What a worker works with.
 *
 * @param compiler turns what the master sent into the plan that the master has; throws {@link IllegalArgumentException}
 *     with a message for people when this worker can't execute it
 * @param engines makes the engine
 * @param aside compile on a thread of its own: the worker goes on speaking with the master meanwhile
 */
public record WorkerEnvironment(Function<String, Plan> compiler, EngineFactory engines, boolean aside) {
    /** Of what compiles at once. */
    public WorkerEnvironment(Function<String, Plan> compiler, EngineFactory engines) {
        this(compiler, engines, false);
    }
}

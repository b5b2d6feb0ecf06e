package dev.throng.runner.cluster.worker;

import dev.throng.runner.plan.Plan;
import java.util.function.Function;

/**
 * What a worker works with.
 *
 * @param compiler turns what the master sent into the plan that the master has; throws {@link IllegalArgumentException}
 *     with a message for people when this worker can't execute it
 * @param engines makes the engine
 */
public record Equipment(Function<String, Plan> compiler, EngineFactory engines) {}

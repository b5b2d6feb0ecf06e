package dev.throng.runner.script.function;

import dev.throng.runner.script.expression.Node;
import org.jspecify.annotations.Nullable;

/** A call that is being made: what a function may ask of the plan that it is compiled for. */
public interface Call {
    /** Reports what is wrong and gives what stands in for the call. */
    Node refuse(String message);

    /** Number of the run's counter of this name. */
    int counter(String name);

    /** Value of an environment variable; null when it has none. */
    @Nullable String environment(String name);

    /** Reports that an environment variable has no value, and gives what stands in for it. */
    Node refuseUnset(String name);
}

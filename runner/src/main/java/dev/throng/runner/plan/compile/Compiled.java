package dev.throng.runner.plan.compile;

import dev.throng.api.Problem;
import dev.throng.runner.plan.Plan;
import java.util.List;

/** What became of a specification. */
public sealed interface Compiled {
    /**
     * It can be run.
     *
     * @param warnings what is hardly what its author wants
     */
    record Accepted(Plan plan, List<Problem> warnings) implements Compiled {}

    /** @param problems everything that is wrong, each once; not empty */
    record Refused(List<Problem> problems) implements Compiled {}
}

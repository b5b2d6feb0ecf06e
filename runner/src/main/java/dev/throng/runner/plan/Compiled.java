package dev.throng.runner.plan;

import dev.throng.api.Problem;
import java.util.List;

/** What became of a specification. */
public sealed interface Compiled {
    /** It can be run. */
    record Accepted(Plan plan) implements Compiled {}

    /** @param problems everything that is wrong, each once; not empty */
    record Refused(List<Problem> problems) implements Compiled {}
}

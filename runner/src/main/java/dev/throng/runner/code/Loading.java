package dev.throng.runner.code;

import java.util.List;

/** What became of sources. */
public sealed interface Loading {
    /** They can be run. */
    record Ready(Scenario scenario) implements Loading {}

    /** @param mistakes everything that is wrong; not empty */
    record Refused(List<Mistake> mistakes) implements Loading {}
}

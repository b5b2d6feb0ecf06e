package dev.throng.runner.imports;

import java.util.List;

/** What a reader made of a file. */
public sealed interface Made permits Draft, SpecDraft {
    /** What could not be carried over, or should be looked at. */
    List<String> notes();

    /** The same against another target. */
    Made at(String base);
}

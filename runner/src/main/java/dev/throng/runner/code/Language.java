package dev.throng.runner.code;

import java.util.List;

/** A language in which scenarios are written. Found by {@link java.util.ServiceLoader}; stateless, for all threads. */
public interface Language {
    /** What {@code spec.scenario} calls it: {@code java}, {@code python}. */
    String name();

    /** How the names of its files end, with the dot: {@code .java}. */
    String suffix();

    /** How names of other files end that it reads along with its sources: those that lie beside a source, or in its folder. */
    default List<String> alsoReads() {
        return List.of();
    }

    /** Whether its sources use what lies beside them: other sources, data files. */
    default boolean usesFolder() {
        return false;
    }

    /** Compiles the sources, or says all that is wrong with them. Runs none of their users. */
    Loading load(Bundle bundle, Terms terms);
}

package dev.throng.runner.code;

/** A language in which scenarios are written. Found by {@link java.util.ServiceLoader}; stateless, for all threads. */
public interface Language {
    /** What {@code spec.scenario} calls it: {@code java}, {@code python}. */
    String name();

    /** How the names of its files end, with the dot: {@code .java}. */
    String suffix();

    /** Whether its sources use what lies beside them: other sources, data files. */
    default boolean usesFolder() {
        return false;
    }

    /** Compiles the sources, or says all that is wrong with them. Runs none of their users. */
    Loading load(Bundle bundle, Terms terms);
}

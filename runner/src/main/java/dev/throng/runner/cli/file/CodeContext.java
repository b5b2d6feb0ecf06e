package dev.throng.runner.cli.file;

import dev.throng.api.scenario.ScenarioSpec;
import dev.throng.runner.code.Terms;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario in code is loaded with, beside its sources.
 *
 * @param libraries archives and folders on this machine
 */
public record CodeContext(Terms terms, List<Path> libraries) {
    /** Everything in it, nothing beside it; environment variables are this process's. */
    static final CodeContext USUAL = new CodeContext(
            new Terms(Terms.ALL.users(), Terms.ALL.tags(), Terms.ALL.excludedTags(), System::getenv), List.of());

    /** What the command line and the file say of the load, for code that asks for it. */
    public CodeContext with(Map<String, String> options) {
        return new CodeContext(terms.with(options), libraries);
    }

    /** With the tags that the file says, where the command line says none. */
    CodeContext chosen(@Nullable ScenarioSpec scenario) {
        return scenario == null
                ? this
                : new CodeContext(terms.orTags(set(scenario.tags()), set(scenario.excludeTags())), libraries);
    }

    private static Set<String> set(@Nullable List<String> names) {
        return names == null ? Set.of() : new LinkedHashSet<>(names);
    }

    public CodeContext with(List<Path> more) {
        return new CodeContext(
                terms,
                Stream.concat(libraries.stream(), more.stream()).distinct().toList());
    }
}

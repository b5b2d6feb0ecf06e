package dev.throng.runner.cli.file;

import dev.throng.runner.code.Terms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    public CodeContext with(List<Path> more) {
        return new CodeContext(
                terms,
                Stream.concat(libraries.stream(), more.stream()).distinct().toList());
    }
}

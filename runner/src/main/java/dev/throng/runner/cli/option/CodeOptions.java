package dev.throng.runner.cli.option;

import dev.throng.runner.cli.file.CodeContext;
import dev.throng.runner.code.Terms;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says about a scenario: its code, and which of its tasks. */
public final class CodeOptions {
    @Option(
            names = "--classpath",
            paramLabel = "PATHS",
            description = "Archives and folders that the code uses, beside those in lib/ next to it.")
    private @Nullable String classpath;

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "NAME",
            description = "Only these classes of users of a scenario in code (default: all).")
    private List<String> classes = List.of();

    @Option(
            names = "--tags",
            split = ",",
            paramLabel = "TAG",
            description =
                    "Only tasks with one of these tags, such as checkout,search; in YAML those with it in a step, too.")
    private List<String> tags = List.of();

    @Option(
            names = "--exclude-tags",
            split = ",",
            paramLabel = "TAG",
            description = "No tasks with one of these tags; in YAML no steps, either.")
    private List<String> excludeTags = List.of();

    public CodeContext context() {
        return new CodeContext(
                new Terms(set(classes), set(tags), set(excludeTags), System::getenv),
                classpath == null
                        ? List.of()
                        : Arrays.stream(classpath.split(File.pathSeparator))
                                .filter(path -> !path.isEmpty())
                                .map(Path::of)
                                .toList());
    }

    private static Set<String> set(List<String> names) {
        return new LinkedHashSet<>(names);
    }
}

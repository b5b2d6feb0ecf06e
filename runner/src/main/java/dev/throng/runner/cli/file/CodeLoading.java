package dev.throng.runner.cli.file;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.Problem;
import dev.throng.api.file.Document;
import dev.throng.api.file.yaml.Location;
import dev.throng.api.scenario.CodeSpec;
import dev.throng.api.scenario.ScenarioSpec;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.code.Bundle;
import dev.throng.runner.code.Language;
import dev.throng.runner.code.Languages;
import dev.throng.runner.code.Loading;
import dev.throng.runner.code.Mistake;
import dev.throng.runner.code.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From the code in a LoadTest to a scenario that runs; all mistakes in it at once, in the form of all others: file, line,
 * column, what is wrong, and the line itself.
 *
 * @param file what the command line calls the document's file
 * @param named whether the code's files are real ones, in or at {@code file}; otherwise they are texts in the document
 */
record CodeLoading(String file, boolean named, Document<LoadTestSpec> document, CodeContext context) {
    private static final String PYTHON = "python";

    private static final String INLINE = "Scenario";

    /** Empty when there is no code in it. */
    Optional<Scenario> load() {
        ScenarioSpec scenario = document.spec().scenario();
        if (scenario == null) {
            return Optional.empty();
        }
        if (scenario.java() != null) {
            return Optional.of(load("java", scenario.java()));
        }
        return scenario.python() == null ? Optional.empty() : Optional.of(load(PYTHON, scenario.python()));
    }

    /** Why the document's code cannot even be looked at here. */
    static Optional<String> lacking(Document<LoadTestSpec> document) {
        ScenarioSpec scenario = document.spec().scenario();
        return scenario != null
                        && scenario.python() != null
                        && Languages.named(PYTHON).isEmpty()
                ? Optional.of(lacking(PYTHON))
                : Optional.empty();
    }

    private static String lacking(String name) {
        return "scenarios in %s need the module that runs them, which is not installed here (there is: %s)"
                .formatted(name, Languages.names());
    }

    private Scenario load(String name, CodeSpec spec) {
        Language language =
                Languages.named(name).orElseThrow(() -> new Refusal(ExitCode.INVALID, file + ": " + lacking(name)));
        Map<String, String> files = files(language, spec);
        Bundle bundle = new Bundle(files, context.with(paths(spec)).libraries());
        return switch (language.load(bundle, context.terms())) {
            case Loading.Ready ready -> ready.scenario();
            case Loading.Refused refused -> throw new Refusal(ExitCode.INVALID, told(name, files, refused.mistakes()));
        };
    }

    private static List<Path> paths(CodeSpec spec) {
        return spec.classpath() == null
                ? List.of()
                : spec.classpath().stream().map(Path::of).toList();
    }

    private Map<String, String> files(Language language, CodeSpec spec) {
        if (spec.source() != null) {
            return Map.of(INLINE + language.suffix(), spec.source());
        }
        if (spec.files() != null) {
            return new LinkedHashMap<>(new TreeMap<>(spec.files()));
        }
        throw new Refusal(
                ExitCode.INVALID,
                document.locate(List.of(new Problem(
                                "spec.scenario." + language.name() + ".configMap",
                                "only the operator can read ConfigMap " + spec.configMap()
                                        + "; run the source itself here")))
                        .renderWithSource()
                        .stripTrailing());
    }

    private String told(String language, Map<String, String> files, List<Mistake> mistakes) {
        return mistakes.stream()
                .sorted(Comparator.comparing(Mistake::file)
                        .thenComparing(Mistake::line)
                        .thenComparing(Mistake::column))
                .distinct()
                .map(mistake -> told(language, mistake, files.get(mistake.file())))
                .collect(Collectors.joining("\n"));
    }

    private String told(String language, Mistake mistake, @Nullable String text) {
        String message = mistake.message().replaceAll("\\p{Cntrl}+", " ");
        if (text == null || mistake.line() < 1) {
            return file + ": " + message;
        }
        int line = mistake.line();
        int column = Math.max(1, mistake.column());
        String where;
        if (named) {
            where = place(mistake.file()) + ":" + line + ":" + column;
        } else {
            Location at = document.places()
                    .locate("spec.scenario." + language
                            + (document.spec().scenario() != null && hasFiles() ? ".files" : ".source"));
            where = file + ":" + at + ": in line " + line + ", column " + column + " of " + mistake.file();
        }
        String source = text.lines().skip(line - 1L).findFirst().orElse("");
        return where + ": " + message
                + (source.isBlank()
                        ? ""
                        : "\n    " + source.replace('\t', ' ') + "\n    " + " ".repeat(column - 1) + "^");
    }

    /** A file of the code's, as the command line calls it, which may have several files and folders, with commas between. */
    private String place(String name) {
        Optional<String> given = Stream.of(file.split(",", -1))
                .filter(one -> one.equals(name) || one.endsWith("/" + name))
                .findFirst();
        if (given.isPresent() || file.contains(",")) {
            return given.orElse(name);
        }
        return Files.isRegularFile(Path.of(file))
                ? Path.of(file).resolveSibling(name).toString()
                : file + "/" + name;
    }

    private boolean hasFiles() {
        ScenarioSpec scenario = document.spec().scenario();
        if (scenario == null) {
            return false;
        }
        CodeSpec code = scenario.java() != null ? scenario.java() : scenario.python();
        return code != null && code.files() != null;
    }
}

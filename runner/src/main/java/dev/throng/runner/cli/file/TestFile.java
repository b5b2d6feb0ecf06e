package dev.throng.runner.cli.file;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.Problem;
import dev.throng.api.file.Budget;
import dev.throng.api.file.Document;
import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.api.file.yaml.Location;
import dev.throng.api.file.yaml.PlacedProblem;
import dev.throng.api.verdict.BudgetSpec;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.compile.Compiled;
import dev.throng.runner.plan.compile.PlanCompiler;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.option.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the command line's FILE to a plan; whatever is wrong on the way is a {@link Refusal} that lists all of it. */
public final class TestFile {
    private static final String DEMO = "throng.dev/demo-target";

    private final Document<LoadTestSpec> document;
    private final String file;
    private final boolean isCode;
    private final CodeContext code;
    private final Path folder;

    private TestFile(Document<LoadTestSpec> document, String file) {
        this(document, file, false, CodeContext.USUAL);
    }

    private TestFile(Document<LoadTestSpec> document, String file, boolean isCode, CodeContext code) {
        this(document, file, isCode, code, folderOf(file));
    }

    private TestFile(Document<LoadTestSpec> document, String file, boolean isCode, CodeContext code, Path folder) {
        this.folder = folder;
        this.document = document;
        this.file = file;
        this.isCode = isCode;
        this.code = code.chosen(document.spec().scenario());
    }

    /** The same, its code loaded with these beside what lies next to it. */
    public TestFile with(CodeContext context) {
        return new TestFile(document, file, isCode, context.with(code.libraries()), folder);
    }

    /** The same, as if it lay in this folder: the data that it names does. */
    public TestFile in(Path place) {
        return new TestFile(document, file, isCode, code, place);
    }

    /** Where it lies; the data that it names is looked for there. */
    public Path folder() {
        return folder;
    }

    private static Path folderOf(String file) {
        try {
            Path parent =
                    file.equals("-") ? null : Path.of(file).toAbsolutePath().getParent();
            return parent == null ? Path.of("").toAbsolutePath() : parent;
        } catch (InvalidPathException noPath) {
            return Path.of("").toAbsolutePath();
        }
    }

    /** What its code is loaded with. */
    public CodeContext code() {
        return code;
    }

    /**
     * Reads the one LoadTest of a file.
     *
     * @param file path, or {@code -} for standard input
     */
    public static TestFile read(String file) {
        return read(file, Map.of());
    }

    /** @param around what the LoadTest around code holds beside it */
    public static TestFile read(String file, Map<String, Object> around) {
        Optional<CodeFile> source = file.equals("-") ? Optional.empty() : CodeFile.of(file);
        if (source.isPresent()) {
            CodeFile code = source.get();
            Document<LoadTestSpec> document = only(file, accepted(LoadTestReader.read(file, code.asLoadTest(around))));
            return new TestFile(document, file, true, CodeContext.USUAL.with(code.libraries()));
        }
        return new TestFile(only(file, accepted(reading(file))), file);
    }

    /**
     * With the budget that the file names, or with this one instead; a budget in a ConfigMap stays where it is.
     *
     * @param instead file with a budget; null when there is none
     */
    public TestFile withBudget(@Nullable Path instead) {
        BudgetSpec named = document.spec().budget();
        if (instead != null) {
            return with(budget(instead));
        }
        return named == null || named.file() == null
                ? this
                : with(beside("spec.budget.file", named.file(), TestFile::budget));
    }

    private TestFile with(Budget.Accepted budget) {
        LoadTestSpec whole = budget.in(document.spec());
        Document<LoadTestSpec> other = new Document<>(
                document.name(),
                document.namespace(),
                document.labels(),
                document.annotations(),
                whole,
                document.places());
        return new TestFile(other, file, isCode, code);
    }

    private static Budget.Accepted budget(Path path) {
        String text = text(path.toString());
        if (text == null) {
            throw invalid(path + ": there is no such file, or it can't be read");
        }
        return switch (Budget.read(path.toString(), text)) {
            case Budget.Accepted accepted -> accepted;
            case Budget.Refused refused -> throw invalid(refused.problems().renderWithSource());
        };
    }

    /** The one LoadTest of a text; {@code name} is what problems call it. */
    public static TestFile of(String name, byte[] text) {
        return new TestFile(only(name, accepted(LoadTestReader.read(name, text))), name);
    }

    /** Every LoadTest of the file, and those that its schedules would create, for checking. */
    public static List<TestFile> readAll(String file) {
        if (!file.equals("-") && CodeFile.of(file).isPresent()) {
            return List.of(read(file));
        }
        Reading.Accepted accepted = accepted(reading(file));
        return Stream.concat(accepted.loadTests().stream(), accepted.templates().stream())
                .map(document -> new TestFile(document, file))
                .toList();
    }

    private static Reading.Accepted accepted(Reading reading) {
        return switch (reading) {
            case Reading.Accepted accepted -> accepted;
            case Reading.Refused refused -> throw invalid(refused.problems().renderWithSource());
        };
    }

    /** The LoadTest as YAML, as it was read. */
    public String text() {
        return document.text();
    }

    public String name() {
        return document.name();
    }

    /** Whether the file asks for the demo target beside it. */
    public boolean wantsDemoTarget() {
        return "true".equals(document.annotations().get(DEMO));
    }

    public Plan compile(PlanOptions options) {
        return accepted(options).plan();
    }

    /** With what is to be said about it. */
    public Compiled.Accepted accepted(PlanOptions options) {
        PlanOptions placed = options.withDataBeside(folder);
        PlanOptions whole = new CodeLoading(file, isCode, document, code.with(said(options)))
                .load()
                .map(scenario -> placed.withScenario(scenario, options.shared()))
                .orElseGet(() -> chosen(placed));
        return switch (PlanCompiler.compile(document.name(), document.spec(), whole)) {
            case Compiled.Accepted accepted -> accepted;
            case Compiled.Refused refused -> throw invalid(located(refused.problems()));
        };
    }

    /** Steps are chosen by their tags here; code does it itself. */
    private PlanOptions chosen(PlanOptions options) {
        boolean written =
                document.spec().scenario() != null && document.spec().scenario().users() != null;
        return written
                ? options.withSelection(
                        new Selection(code.terms().tags(), code.terms().excludedTags()))
                : options;
    }

    /** Why its code cannot be looked at here, though nothing need be wrong with it: the module for its language is optional. */
    public Optional<String> lacking() {
        return CodeLoading.lacking(document);
    }

    /** Its code, ready to be run. */
    public Scenario scenario() {
        return new CodeLoading(file, isCode, document, code)
                .load()
                .orElseThrow(() -> new Refusal(ExitCode.INVALID, file + ": there is no code in it"));
    }

    /** What code may want to know of the load, in JSON. */
    private Map<String, String> said(PlanOptions options) {
        Map<String, String> said = new TreeMap<>();
        options.target()
                .or(() -> Optional.ofNullable(document.spec().target()))
                .ifPresent(url -> said.put("host", '"' + url + '"'));
        if (options.users().isPresent() || document.spec().users() != null) {
            said.put("users", Integer.toString(options.users().orElseGet(document.spec()::users)));
        }
        if (options.spawnRate().isPresent() || document.spec().spawnRate() != null) {
            said.put("spawn_rate", Double.toString(options.spawnRate().orElseGet(document.spec()::spawnRate)));
        }
        options.runTime().ifPresent(length -> said.put("run_time", Long.toString(length.toSeconds())));
        return said;
    }

    /** The text of a file that a plan names; null when it cannot be read. */
    public static @Nullable String text(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    /**
     * What a file that the LoadTest names holds; a relative path begins where the LoadTest's own file is.
     *
     * @param path of the field that names it
     * @throws Refusal with the field's place when it can't be read
     */
    public <T> T beside(String path, String name, Function<Path, T> reader) {
        try {
            Path here = Path.of(file.equals("-") ? "" : file).toAbsolutePath();
            return reader.apply(file.equals("-") ? here.resolve(name) : here.resolveSibling(name));
        } catch (InvalidPathException e) {
            throw wrong(path, "is no path of a file: " + e.getReason());
        } catch (Refusal unreadable) {
            throw wrong(path, Objects.requireNonNullElse(unreadable.getMessage(), "it can't be read"));
        }
    }

    public LoadTestSpec spec() {
        return document.spec();
    }

    /** Where a field stands, or what is nearest to it; empty for code, whose LoadTest is nobody's file. */
    public Optional<Location> place(String path) {
        return isCode
                ? Optional.empty()
                : document.locate(List.of(new Problem(path, ""))).all().stream()
                        .map(PlacedProblem::location)
                        .findFirst();
    }

    /** A problem of a field that only shows when it is used. */
    public Refusal wrong(String path, String message) {
        return invalid(located(List.of(new Problem(path, message))));
    }

    /** Warnings with their places, as problems are shown. */
    public String warnings(Compiled.Accepted accepted) {
        return accepted.warnings().isEmpty() ? "" : located(accepted.warnings());
    }

    private String located(List<Problem> problems) {
        if (isCode) {
            // Its document is nobody's file.
            return problems.stream()
                    .map(problem -> file + ": " + advised(problem) + "\n")
                    .collect(Collectors.joining());
        }
        return document.locate(problems).renderWithSource();
    }

    private static String advised(Problem problem) {
        return problem.path().equals("spec.target") && problem.message().startsWith("is missing")
                ? "the target is missing, give its base URL by --host"
                : problem.path() + ": " + problem.message();
    }

    private static Reading reading(String file) {
        return file.equals("-") ? LoadTestReader.read("standard input", System.in) : LoadTestReader.read(Path.of(file));
    }

    private static Document<LoadTestSpec> only(String file, Reading.Accepted accepted) {
        List<Document<LoadTestSpec>> tests = accepted.loadTests();
        return switch (tests.size()) {
            case 1 -> tests.getFirst();
            case 0 ->
                throw invalid(file + ": holds LoadTestSchedules but no LoadTest; a schedule is run by the operator\n");
            default ->
                throw invalid("%s: holds %d LoadTests (%s); one file per run%n"
                        .formatted(
                                file,
                                tests.size(),
                                tests.stream().map(Document::name).collect(Collectors.joining(", "))));
        };
    }

    private static Refusal invalid(String problems) {
        return new Refusal(ExitCode.INVALID, problems.stripTrailing());
    }
}

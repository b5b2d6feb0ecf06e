package dev.throng.runner.cli;

import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.file.TestFolder;
import dev.throng.runner.cli.option.CodeOptions;
import dev.throng.runner.cli.option.LoadOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cli.session.Proxies;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.compile.Compiled;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "validate", description = ValidateCommand.ABOUT, mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT =
            "Checks LoadTest files without running them: every problem with its place. Exit code 0 or 2.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "LoadTest YAML files, scenarios in code, or folders with either in or below them; - is standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--env",
            split = ",",
            paramLabel = "NAME",
            description = "An environment variable that is set where the file will be run; may be repeated.")
    private Set<String> declared = Set.of();

    @Option(
            names = "--allow-missing-env",
            description = "Environment variables that are not set here are a warning: the cluster may have them.")
    private boolean allowMissing;

    @Option(
            names = "--format",
            paramLabel = "text|github|sarif",
            description =
                    "How problems are told: for people (the default), as GitHub's annotations, or as SARIF for code"
                            + " scanning.")
    private FindingFormat format = FindingFormat.TEXT;

    @Mixin
    private CodeOptions code = new CodeOptions();

    private final List<Finding> findings = new ArrayList<>();

    @Override
    public Integer call() {
        int worst = ExitCode.PASSED;
        for (String argument : files) {
            for (String file : TestFolder.files(argument)) {
                worst = Math.max(worst, validate(file, file.equals(argument)));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(format.of(findings));
        out.flush();
        return worst;
    }

    /** What only lies in a folder with others is no mistake where it can't be looked at. */
    private int validate(String file, boolean named) {
        try {
            for (TestFile test : TestFile.readAll(file)) {
                Optional<String> lacking = named ? Optional.empty() : test.lacking();
                if (lacking.isPresent()) {
                    tell(false, file, file + ": its code was not checked: " + lacking.get());
                } else {
                    validate(file, test);
                }
            }
            return ExitCode.PASSED;
        } catch (Refusal refusal) {
            tell(true, file, String.valueOf(refusal.getMessage()));
            return refusal.exitCode();
        }
    }

    private void validate(String file, TestFile test) {
        Set<String> missing = new TreeSet<>();
        Compiled.Accepted accepted = test.withBudget(null)
                .with(code.context())
                .accepted(LoadOptions.ofThisProcess().withEnvironment(name -> environment(name, missing)));
        if (format == FindingFormat.TEXT) {
            spec.commandLine().getOut().println(file + ": " + summary(accepted.plan()));
        }
        if (!accepted.warnings().isEmpty()) {
            tell(false, file, test.warnings(accepted).stripTrailing());
        }
        Proxies.unused(System.getenv(), accepted.plan().target()).ifPresent(unused -> tell(false, file, unused));
        if (!missing.isEmpty()) {
            tell(false, file, "not set here: " + String.join(", ", missing));
        }
    }

    /** At once for people; for machines all together at the end. */
    private void tell(boolean error, String file, String text) {
        if (format != FindingFormat.TEXT) {
            findings.addAll(Finding.of(error, file, text));
        } else if (error) {
            spec.commandLine().getErr().println(text);
        } else {
            PrintWriter out = spec.commandLine().getOut();
            out.println("warning: " + text);
            out.flush();
        }
    }

    private @Nullable String environment(String name, Set<String> missing) {
        String value = System.getenv(name);
        if (value != null || !allowMissing && !declared.contains(name)) {
            return value;
        }
        if (!declared.contains(name)) {
            missing.add(name);
        }
        return "";
    }

    private static String summary(Plan plan) {
        return "%s is valid: %d user %s, %d %s, %d %s"
                .formatted(
                        plan.name(),
                        plan.users().size(),
                        plan.users().size() == 1 ? "class" : "classes",
                        plan.phases().size(),
                        plan.phases().size() == 1 ? "phase" : "phases",
                        plan.thresholds().size(),
                        plan.thresholds().size() == 1 ? "threshold" : "thresholds");
    }
}

package dev.throng.runner.cli;

import dev.throng.runner.plan.Plan;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        description = "Checks LoadTest files without running them: every problem with its place. Exit code 0 or 2.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "LoadTest YAML files; - is standard input.")
    private List<String> files = List.of();

    @Override
    public Integer call() {
        int worst = ExitCode.PASSED;
        for (String file : files) {
            worst = Math.max(worst, validate(file));
        }
        return worst;
    }

    private int validate(String file) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            for (TestFile test : TestFile.readAll(file)) {
                out.println(file + ": " + summary(test.compile(LoadOptions.ofThisProcess())));
            }
            return ExitCode.PASSED;
        } catch (Refusal refusal) {
            spec.commandLine().getErr().println(refusal.getMessage());
            return refusal.exitCode();
        }
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

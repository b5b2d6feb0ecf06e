package dev.throng.runner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.option.CodeOptions;
import dev.throng.runner.cli.option.LoadOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.words.Difference;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "diff",
        description = {
            DiffCommand.ABOUT,
            "What is only written in another way is no difference. Exit code 0 the same, 1 different, 2 invalid input."
        },
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT =
            "Shows what would run differently between two LoadTest files, in the terms of their plans.";

    private static final int CONTEXT = 1;

    /** How differences are told. */
    enum Format {
        TEXT,
        JSON
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "LoadTest YAML or a scenario in code; - is standard input.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The one that it is compared with.")
    private String after = "";

    @Option(names = "--format", paramLabel = "text|json", description = "For people (the default), or as JSON.")
    private Format format = Format.TEXT;

    @Mixin
    private CodeOptions code = new CodeOptions();

    /** What JSON says. */
    private record Told(boolean same, List<Difference> differences) {}

    @Override
    public Integer call() throws JsonProcessingException {
        List<Difference> differences = Difference.between(plan(before), plan(after));
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> differences.forEach(difference -> print(difference, out));
            case JSON ->
                out.println(new JsonMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(new Told(differences.isEmpty(), differences)));
        }
        out.flush();
        return differences.isEmpty() ? ExitCode.PASSED : ExitCode.FAILED;
    }

    /** Its values are nobody's here: variables that are not set make no difference. */
    private Plan plan(String file) {
        PlanOptions options = LoadOptions.ofThisProcess()
                .withEnvironment(
                        name -> Optional.ofNullable(System.getenv(name)).orElse(""));
        return TestFile.read(file).withBudget(null).with(code.context()).compile(options);
    }

    private static void print(Difference difference, PrintWriter out) {
        if (difference.before().size() <= 1 && difference.after().size() <= 1) {
            out.println(difference.about() + ": " + text(difference.before()) + " → " + text(difference.after()));
            return;
        }
        out.println(difference.about() + ":");
        List<String> lines = difference.lines();
        for (int i = 0; i < lines.size(); i++) {
            if (isNearAChange(lines, i)) {
                out.println("  " + lines.get(i));
            } else if (i > 0 && isNearAChange(lines, i - 1)) {
                out.println("    …");
            }
        }
    }

    private static boolean isNearAChange(List<String> lines, int index) {
        return lines.subList(Math.max(0, index - CONTEXT), Math.min(lines.size(), index + CONTEXT + 1)).stream()
                .anyMatch(line -> !line.startsWith(" "));
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "(none)" : lines.getFirst();
    }
}

package dev.throng.runner.cli;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cli.process.Version;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code throng}: parses the arguments, runs the command, gives the exit code. */
@Command(name = "throng", mixinStandardHelpOptions = true)
public final class ThrongCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is run
    private CommandSpec spec;

    /** Runs one command line and returns its exit code; output goes to standard output and error. */
    public static int execute(String... args) {
        return commandLine(args).execute(args);
    }

    private static Overview overview() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("run", RunCommand.ABOUT);
        shown.put("try", TryCommand.ABOUT);
        shown.put("calibrate", CalibrateCommand.ABOUT);
        shown.put("validate", ValidateCommand.ABOUT);
        shown.put("master", MasterCommand.ABOUT);
        shown.put("worker", WorkerCommand.ABOUT);
        shown.put("locust", LocustCommand.ABOUT);
        shown.put("compare", CompareCommand.ABOUT);
        shown.put("diff", DiffCommand.ABOUT);
        shown.put("report", ReportCommand.ABOUT);
        shown.put("demo-target", DemoTargetCommand.ABOUT);
        shown.put("new", NewCommand.ABOUT);
        shown.put("import", ImportCommand.ABOUT);
        return new Overview(
                "throng",
                "Load tests that you write in YAML and can trust.",
                shown,
                "%nExit codes:%n",
                List.of(
                        "0:passed",
                        "1:a threshold or the comparison failed",
                        "2:the input is invalid",
                        "3:the run could not be done",
                        "4:the generator was the bottleneck; the figures are not to be trusted",
                        "5:what is not known (a worker's last second, for instance) could turn the verdict",
                        "130:interrupted; what was measured until then is kept",
                        "143:terminated, so too",
                        "129:the terminal was closed, so too"),
                "Start with:  throng run k8s/samples/quickstart.yaml",
                new Version());
    }

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand.class);
        commands.put("try", TryCommand.class);
        commands.put("calibrate", CalibrateCommand.class);
        commands.put("validate", ValidateCommand.class);
        commands.put("master", MasterCommand.class);
        commands.put("worker", WorkerCommand.class);
        commands.put("locust", LocustCommand.class);
        commands.put("compare", CompareCommand.class);
        commands.put("diff", DiffCommand.class);
        commands.put("report", ReportCommand.class);
        commands.put("demo-target", DemoTargetCommand.class);
        commands.put("new", NewCommand.class);
        commands.put("import", ImportCommand.class);
        commands.put("rehearse", RehearseCommand.class);
        commands.put("notify", NotifyCommand.class);
        return commands;
    }

    /**
     * With all commands; or with the one that is called, since making all takes a third of a start; or, where only their names
     * and descriptions are shown, with nothing else of them.
     */
    public static CommandLine commandLine(String... args) {
        if (Overview.isAsked(args)) {
            return speaking(overview().line());
        }
        CommandLine line = new CommandLine(new ThrongCommand());
        overview().describe(line.getCommandSpec());
        Map<String, Class<?>> commands = commands();
        Class<?> only = args.length == 0 ? null : commands.get(args[0]);
        if (only == null) {
            commands.forEach(line::addSubcommand);
        } else {
            line.addSubcommand(args[0], only);
        }
        return speaking(line);
    }

    /** With errors as the user is told of them: one line, what to do, and the exit code. */
    public static CommandLine speaking(CommandLine command) {
        return command.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(ThrongCommand::explain)
                .setExecutionExceptionHandler(ThrongCommand::crashed);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? One of: " + String.join(", ", spec.subcommands().keySet()));
    }

    private static String name(CommandLine command) {
        CommandLine root = command;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root.getCommandName();
    }

    private static int explain(ParameterException problem, String[] args) {
        PrintWriter err = problem.getCommandLine().getErr();
        err.println(name(problem.getCommandLine()) + ": " + problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, err);
        err.println("Try '" + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.INVALID;
    }

    /** A user's error is never an exception, so what arrives here is a fault of the machine or a bug of ours. */
    private static int crashed(Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (fault instanceof Refusal refusal) {
            err.println(name(command) + ": " + refusal.getMessage());
            return refusal.exitCode();
        }
        err.println(name(command) + ": " + fault);
        if (System.getenv("THRONG_DEBUG") == null) {
            err.println(
                    "This should not have happened. THRONG_DEBUG=1 shows where; please report it with that output.");
        } else {
            fault.printStackTrace(err);
        }
        return ExitCode.BROKEN;
    }
}

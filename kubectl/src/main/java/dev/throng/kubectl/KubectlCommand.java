package dev.throng.kubectl;

import dev.throng.kubectl.cluster.Trouble;
import dev.throng.runner.cli.Overview;
import dev.throng.runner.cli.ThrongCommand;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kubectl throng}: parses the arguments, runs the command, gives the exit code. */
@Command(name = "kubectl throng", mixinStandardHelpOptions = true)
public final class KubectlCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is run
    private CommandSpec spec;

    /** Runs one command line and returns its exit code; output goes to standard output and error. */
    static int execute(String... args) {
        return commandLine(args).execute(args);
    }

    private static Overview overview() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("run", RunCommand.ABOUT);
        shown.put("top", TopCommand.ABOUT);
        shown.put("logs", LogsCommand.ABOUT);
        shown.put("open", OpenCommand.ABOUT);
        shown.put("report", ReportCommand.ABOUT);
        shown.put("compare", CompareCommand.ABOUT);
        shown.put("abort", AbortCommand.ABOUT);
        shown.put("rerun", RerunCommand.ABOUT);
        shown.put("history", HistoryCommand.ABOUT);
        shown.put("schedule", ScheduleCommand.ABOUT);
        shown.put("gate", GateCommand.ABOUT);
        return new Overview(
                "kubectl throng",
                "Load tests in this cluster: run, follow, look at, compare.",
                shown,
                "%nExit codes of what follows a run to its end:%n",
                List.of(
                        "0:passed",
                        "1:a threshold or the comparison failed",
                        "2:the input is invalid",
                        "3:the run could not be done, or the cluster not be asked",
                        "4:the generator was the bottleneck",
                        "5:what is not known could turn the verdict",
                        "130:aborted, or left by Ctrl-C"),
                "Start with:  kubectl throng run k8s/samples/quickstart.yaml",
                new Version());
    }

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand.class);
        commands.put("top", TopCommand.class);
        commands.put("logs", LogsCommand.class);
        commands.put("open", OpenCommand.class);
        commands.put("report", ReportCommand.class);
        commands.put("compare", CompareCommand.class);
        commands.put("abort", AbortCommand.class);
        commands.put("rerun", RerunCommand.class);
        commands.put("history", HistoryCommand.class);
        commands.put("schedule", ScheduleCommand.class);
        commands.put("gate", GateCommand.class);
        return commands;
    }

    /** With all commands; or with the one that is called; or, where only the program's page is shown, with their names. */
    public static CommandLine commandLine(String... args) {
        if (Overview.isAsked(args)) {
            return ThrongCommand.speaking(overview().line());
        }
        CommandLine command = new CommandLine(new KubectlCommand());
        overview().describe(command.getCommandSpec());
        Map<String, Class<?>> commands = commands();
        Class<?> only = args.length == 0 ? null : commands.get(args[0]);
        if (only == null) {
            commands.forEach(command::addSubcommand);
        } else {
            command.addSubcommand(args[0], only);
        }
        ThrongCommand.speaking(command);
        CommandLine.IExecutionExceptionHandler usual = command.getExecutionExceptionHandler();
        return command.setExecutionExceptionHandler((fault, line, parsed) -> usual.handleExecutionException(
                fault instanceof KubernetesClientException refused ? Trouble.of(refused) : fault, line, parsed));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? One of: " + String.join(", ", spec.subcommands().keySet()));
    }

    /** The runner's, which is made with it. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "kubectl-throng " + dev.throng.runner.cli.process.Version.text() + " (Java " + Runtime.version() + ")"
            };
        }
    }
}

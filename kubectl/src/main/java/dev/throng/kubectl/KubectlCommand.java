package dev.throng.kubectl;

import dev.throng.runner.cli.ThrongCommand;
import io.fabric8.kubernetes.client.KubernetesClientException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kubectl throng}: parses the arguments, runs the command, gives the exit code. */
@Command(
        name = "kubectl throng",
        description = "Load tests in this cluster: run, follow, look at, compare.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = KubectlCommand.Version.class,
        subcommands = {
            RunCommand.class,
            TopCommand.class,
            LogsCommand.class,
            OpenCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            AbortCommand.class,
            RerunCommand.class,
            HistoryCommand.class,
            ScheduleCommand.class,
            GateCommand.class,
        },
        exitCodeListHeading = "%nExit codes of what follows a run to its end:%n",
        exitCodeList = {
            "0:passed",
            "1:a threshold or the comparison failed",
            "2:the input is invalid",
            "3:the run could not be done, or the cluster not be asked",
            "4:the generator was the bottleneck",
            "5:what is not known could turn the verdict",
            "130:aborted, or left by Ctrl-C"
        },
        footerHeading = "%n",
        footer = "Start with:  kubectl throng run k8s/samples/quickstart.yaml")
public final class KubectlCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is run
    private CommandSpec spec;

    /** Runs one command line and returns its exit code; output goes to standard output and error. */
    static int execute(String... args) {
        return commandLine().execute(args);
    }

    /** With all commands. */
    public static CommandLine commandLine() {
        CommandLine command = ThrongCommand.speaking(new CommandLine(new KubectlCommand()));
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

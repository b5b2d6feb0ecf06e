package dev.throng.runner.cli;

import dev.throng.runner.cli.option.DurationOption;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.notify.Delivery;
import dev.throng.runner.notify.NoticeOrder;
import dev.throng.runner.notify.NoticeProcess;
import dev.throng.runner.notify.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the operator has a pod do at a run's end; everything else is in the environment. */
@Command(name = "notify", hidden = true, description = NotifyCommand.ABOUT, mixinStandardHelpOptions = true)
final class NotifyCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT =
            "Sends the notice in " + NoticeOrder.NOTICE + " to the webhooks in " + NoticeOrder.RECEIVERS + ".";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "After which it is given up.")
    private Duration patience = Duration.ofMinutes(5);

    @Option(names = "--report", paramLabel = "FILE", description = "Where to write what became of it, as JSON.")
    private @Nullable Path report;

    private Map<String, String> environment = System.getenv();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Delivery> deliveries;
        try (Sender sender = new Sender(patience)) {
            deliveries = new NoticeProcess(sender).run(environment);
        }
        deliveries.forEach(delivery -> spec.commandLine()
                .getOut()
                .println(delivery.name() + (delivery.sent() ? ": sent: " : ": not sent: ") + delivery.message()));
        if (report != null) {
            Files.writeString(report, NoticeProcess.report(deliveries));
        }
        return deliveries.stream().allMatch(Delivery::sent) ? ExitCode.PASSED : ExitCode.BROKEN;
    }
}

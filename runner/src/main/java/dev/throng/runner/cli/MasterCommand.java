package dev.throng.runner.cli;

import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.option.BaselineOptions;
import dev.throng.runner.cli.option.CodeOptions;
import dev.throng.runner.cli.option.DurationOption;
import dev.throng.runner.cli.option.ExportOptions;
import dev.throng.runner.cli.option.HostPort;
import dev.throng.runner.cli.option.LoadOptions;
import dev.throng.runner.cli.option.ObserveOptions;
import dev.throng.runner.cli.option.OutputOptions;
import dev.throng.runner.cli.option.TokenOptions;
import dev.throng.runner.cli.option.WebOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Machine;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cli.process.Version;
import dev.throng.runner.cli.session.OnceEngine;
import dev.throng.runner.cli.session.Proxies;
import dev.throng.runner.cli.session.RunHooks;
import dev.throng.runner.cli.session.Session;
import dev.throng.runner.cli.session.SharedPlan;
import dev.throng.runner.cli.session.TargetGate;
import dev.throng.runner.cluster.MasterServer;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Result;
import dev.throng.runner.script.Durations;
import dev.throng.runner.store.ResultStores;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "master",
        description = MasterCommand.ABOUT,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Ctrl-C ends the run. SIGTERM ends this master only: its workers drive on, and a master that is started",
            "with the same file, token and --run-id takes the run up again."
        })
final class MasterCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT = "Divides a LoadTest over workers, merges what they measure, and ends with the verdict.";

    /** How many earlier runs the LoadTest keeps when it does not say. */
    private static final int HISTORY = 5;

    private static final Duration LEAVING = Duration.ofSeconds(10);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "LoadTest YAML; - is standard input.")
    private String file = "";

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1:5557",
            paramLabel = "HOST:PORT",
            converter = HostPort.Converter.class,
            description = "Where workers come to, port 0 for any free one (default: ${DEFAULT-VALUE}).")
    private HostPort bind = new HostPort("127.0.0.1", HostPort.USUAL_PORT);

    @Option(
            names = "--expect-workers",
            defaultValue = "1",
            paramLabel = "N",
            description = "Start when so many workers are there (default: ${DEFAULT-VALUE}).")
    private int expectWorkers;

    @Option(
            names = "--start-deadline",
            defaultValue = "5m",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "Give up when they are not there by then (default: ${DEFAULT-VALUE}).")
    private Duration startDeadline = Duration.ofMinutes(5);

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "Name of this run; the same for a master that takes it up again (default: a new one).")
    private @Nullable String runId;

    @Option(
            names = "--linger",
            defaultValue = "0s",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "After the end, wait so long for somebody to fetch the result over the control interface"
                    + " and say that it is stored; then exit with 0, whatever the verdict (default: do not wait).")
    private Duration linger = Duration.ZERO;

    @Option(
            names = "--await-target",
            defaultValue = "0s",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "Before the start, wait so long for the target to accept connections (default: do not wait).")
    private Duration awaitTarget = Duration.ZERO;

    @Option(
            names = "--report-volume",
            paramLabel = "FOLDER",
            description = "Where the claim of spec.report is mounted; the report is written there"
                    + " when somebody asks for it over the control interface.")
    private @Nullable Path reportVolume;

    @Mixin
    private TokenOptions security = new TokenOptions();

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private CodeOptions code = new CodeOptions();

    @Mixin
    private WebOptions web = new WebOptions();

    @Mixin
    private BaselineOptions baseline = new BaselineOptions();

    @Mixin
    private ObserveOptions observe = new ObserveOptions();

    @Mixin
    private ExportOptions export = new ExportOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private Map<String, String> said = Map.of();
    private Map<String, Object> around = Map.of();

    /** Whether its workers drive on when it is told to go. */
    private boolean outlived = true;

    /**
     * Runs for another command line than its own: there the run ends with its master.
     *
     * @param options for the code
     * @param spec what the LoadTest around the code holds beside it
     */
    void likeLocust(Map<String, String> options, Map<String, Object> spec, ToIntFunction<Result> exitCode) {
        said = options;
        around = spec;
        outlived = false;
        output.exitCode = exitCode;
        security.usual = TokenOptions.LOCUST;
    }

    @Override
    public Integer call() throws InterruptedException {
        TestFile test = baseline.budgeted(
                TestFile.read(file, around).with(code.context().with(said)));
        String run = runId == null ? UUID.randomUUID().toString() : runId;
        // A master that takes the run up again has to come to the same seed.
        PlanOptions options =
                load.planOptions().withFreshSeed(run.hashCode() & 0x7fffffffL).withReflection(awaitTarget, this::say);
        Plan plan = test.compile(options);
        Earlier earlier = baseline.earlier(test, plan);
        output.history = baseline.store(plan);
        output.exports = export.exports(plan);
        baseline.missing(plan, earlier).ifPresent(this::say);
        baseline.unread(plan).ifPresent(this::say);
        observe.missing(plan).ifPresent(this::say);
        Proxies.unused(System.getenv(), plan.target()).ifPresent(this::say);
        try (RunHooks hooks = RunHooks.conducted(plan);
                MasterServer server = listen(run, test, hooks, options, earlier)) {
            int history = Optional.ofNullable(plan.spec().historyLimit()).orElse(HISTORY);
            ResultStores.of(plan.spec().report(), history, Optional.ofNullable(reportVolume))
                    .ifPresent(server::store);
            say("master of run " + run + " on " + server.address().getHostString() + ":"
                    + server.address().getPort() + ", waiting for "
                    + (expectWorkers == 1 ? "1 worker" : expectWorkers + " workers")
                    + (runId == null ? "" : ", or for those of this run if it is under way"));
            Session session =
                    new Session(spec.commandLine(), web, output, plan.shape().isEmpty(), server::run);
            if (outlived) {
                session.onTermination(() -> leave(server));
            }
            session.hasOneRun(); // its workers belong to it
            int exitCode = hooks.ended(session.run());
            // Whoever stored the result has the verdict; a pod that exited by it would be made again.
            return awaitStored(server) ? ExitCode.PASSED : exitCode;
        }
    }

    private About about(String run, TestFile test, PlanOptions options, Earlier earlier) {
        return new About(
                run,
                Version.text(),
                test.text(),
                SharedPlan.hash(test, options),
                Machine.describe(EngineOptions.forThisMachine()),
                earlier);
    }

    private MasterServer listen(String run, TestFile test, RunHooks hooks, PlanOptions options, Earlier earlier) {
        Plan plan = hooks.plan();
        About about = about(run, test, options, earlier).completed(observe.observing(plan));
        try {
            return MasterServer.start(
                    plan,
                    SharedPlan.write(test, options, plan),
                    about,
                    new MasterServer.Options(
                            new InetSocketAddress(bind.host(), bind.port()),
                            expectWorkers,
                            startDeadline,
                            security.token(),
                            security.tls(),
                            awaitTarget.isZero()
                                    ? Optional::empty
                                    : new TargetGate(plan.target()).opening(awaitTarget, this::say),
                            OnceEngine::of,
                            hooks.ahead()));
        } catch (SSLException e) {
            throw new Refusal(ExitCode.INVALID, "cannot use the certificates: " + e.getMessage());
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.INVALID,
                    "cannot listen on " + bind.host() + ":" + bind.port() + ": "
                            + Optional.ofNullable(e.getCause()).orElse(e).getMessage());
        }
    }

    /** The run goes on without this master. */
    private static void leave(MasterServer server) {
        try {
            server.leave(LEAVING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.TERMINATED);
    }

    private boolean awaitStored(MasterServer server) throws InterruptedException {
        if (linger.isZero()) {
            return false;
        }
        say("waiting until the result is stored");
        try {
            server.stored().get(linger.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            say("nobody has stored the result within " + Durations.said(linger));
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}

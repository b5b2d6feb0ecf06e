package dev.throng.runner.cli;

import dev.throng.runner.cli.option.DurationOption;
import dev.throng.runner.cli.option.HostPort;
import dev.throng.runner.cli.option.TokenOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Machine;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cli.process.Signals;
import dev.throng.runner.cli.process.Version;
import dev.throng.runner.cli.session.MeteredEngine;
import dev.throng.runner.cli.session.SharedPlan;
import dev.throng.runner.cluster.ParentWatch;
import dev.throng.runner.cluster.WorkerProcess;
import dev.throng.runner.cluster.worker.EngineFactory;
import dev.throng.runner.cluster.worker.WorkerEnvironment;
import dev.throng.runner.cluster.worker.WorkerExit;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.export.Spans;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.compile.Export;
import dev.throng.runner.script.Durations;
import dev.throng.runner.web.WorkerServer;
import dev.throng.runner.web.metrics.WorkerMetrics;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "worker",
        description = WorkerCommand.ABOUT,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "A worker needs no master to drive on: it keeps what it measured until a master has taken it.",
            "Ctrl-C and SIGTERM end its part gracefully and hand over first."
        })
final class WorkerCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT = "Drives its share of whatever run its master has, until the master needs it no more.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--master",
            required = true,
            paramLabel = "HOST:PORT",
            converter = HostPort.Converter.class,
            description = "Where the master is.")
    private HostPort master = new HostPort("127.0.0.1", HostPort.USUAL_PORT);

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Its name in the run, unique there (default: the host's, with the process number outside a"
                    + " cluster).")
    private @Nullable String name;

    @Option(
            names = "--weight",
            paramLabel = "N",
            description = "Its part of the load relative to other workers (default: the number of processors).")
    private int weight = Runtime.getRuntime().availableProcessors();

    @Option(names = "--run-id", paramLabel = "ID", description = "Take part in this run only.")
    private @Nullable String runId;

    @Option(
            names = "--patience",
            defaultValue = "5m",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long to look for a master before giving up (default: ${DEFAULT-VALUE}).")
    private Duration patience = Duration.ofMinutes(5);

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            converter = HostPort.Converter.class,
            description =
                    "Serve /metrics of this process here, port 0 for any free one (default: not at all; the master"
                            + " has the run's metrics, and each worker's).")
    private @Nullable HostPort metricsAt;

    @Mixin
    private TokenOptions security = new TokenOptions();

    /** Whether the exit code says that a signal ended it, and not only how its part went. */
    private boolean tellsSignal = true;

    /** Locust's workers know their master without a secret, and going when told is no failure of theirs. */
    void likeLocust() {
        security.usual = TokenOptions.LOCUST;
        tellsSignal = false;
    }

    private static final Duration LAST_SPANS = Duration.ofSeconds(3);

    private final AtomicInteger signal = new AtomicInteger();
    private final Spans.All spans = new Spans.All();

    @Override
    public Integer call() throws InterruptedException {
        SharedPlan.warmUp();
        WorkerMetrics metrics = new WorkerMetrics(
                Optional.ofNullable(System.getenv("THRONG_NAMESPACE")).orElse(""),
                Optional.ofNullable(runId).orElse(""),
                name());
        try (WorkerServer server = served(metrics)) {
            return work(start(metrics));
        }
    }

    /** Null when nobody wants them, and when the port is taken: the load is worth more than figures about it. */
    private @Nullable WorkerServer served(WorkerMetrics metrics) {
        if (metricsAt == null) {
            return null;
        }
        PrintWriter err = spec.commandLine().getErr();
        try {
            WorkerServer server = WorkerServer.start(metrics, metricsAt.host(), metricsAt.port());
            err.println("metrics on " + metricsAt.host() + ":" + server.port());
            return server;
        } catch (IOException e) {
            err.println("throng: no metrics on " + metricsAt.host() + ":" + metricsAt.port() + ": " + e.getMessage());
            return null;
        }
    }

    private int work(WorkerProcess worker) throws InterruptedException {
        IntConsumer leave = code -> {
            signal.set(code);
            worker.leave(reason(code));
        };
        if (System.getenv(ParentWatch.VARIABLE) != null) {
            ParentWatch.tie(worker);
            Signals.onTermination(leave);
        } else {
            Signals.onEnd(leave);
        }
        try {
            int exitCode = said(worker.done().get());
            spans.finish(LAST_SPANS);
            return signal.get() == 0 || !tellsSignal ? exitCode : signal.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the worker broke", e.getCause());
        }
    }

    private static String reason(int code) {
        return switch (code) {
            case ExitCode.TERMINATED -> "SIGTERM";
            case ExitCode.HUNG_UP -> "SIGHUP";
            default -> "SIGINT";
        };
    }

    private WorkerProcess start(WorkerMetrics metrics) {
        EngineOptions engine = EngineOptions.forThisMachine();
        engine.drawbacks().forEach(this::note);
        note(engine.clock());
        EngineFactory engines = plan -> {
            metrics.takesPartIn(plan.name());
            Spans traced = spans.add(Spans.start(
                    plan, Export.of(plan.spec().exports(), System::getenv), name(), Version.text(), this::note));
            return new MeteredEngine(LoopEngine.of(plan, engine.tracedBy(traced.tracer())), metrics);
        };
        WorkerEnvironment environment = new WorkerEnvironment(WorkerCommand::readyPlan, engines, true);
        try {
            return WorkerProcess.start(
                    new WorkerProcess.Options(
                            master.host(),
                            master.port(),
                            name(),
                            Math.max(1, weight),
                            Optional.ofNullable(runId),
                            security.token(),
                            security.tls(),
                            patience),
                    environment,
                    what -> note(name() + " " + what));
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, "cannot use the certificates: " + e.getMessage());
        }
    }

    /** A worker whose code is still cold is none yet: it would hold up its users, or all others. */
    private static Plan readyPlan(String text) {
        Plan plan = SharedPlan.compile(text);
        plan.scenario().ifPresent(Scenario::warmUp);
        return plan;
    }

    /** A pod's host name is its own; elsewhere several workers share one. */
    private String name() {
        if (name == null) {
            name = nameHere();
        }
        return name;
    }

    private static String nameHere() {
        String host = Machine.host();
        return System.getenv("KUBERNETES_SERVICE_HOST") == null
                        && ProcessHandle.current().pid() != 1
                ? host + "-" + ProcessHandle.current().pid() + "-"
                        + UUID.randomUUID().toString().substring(0, 4)
                : host;
    }

    private int said(WorkerExit exit) {
        return switch (exit) {
            case WorkerExit.Dismissed dismissed -> ExitCode.PASSED;
            case WorkerExit.TurnedAway away -> complain("the master refused this worker: " + away.reason());
            case WorkerExit.Unable unable -> complain("cannot execute the plan: " + unable.reason());
            case WorkerExit.Abandoned abandoned ->
                complain("no master in reach at " + master.host() + ":" + master.port() + " within "
                        + Durations.said(patience)
                        + (abandoned.allCounted() ? "" : "; what was measured since the last contact is lost"));
        };
    }

    /** What becomes of it; the process that started it says that for all of them. */
    private void note(String what) {
        if (System.getenv(ParentWatch.VARIABLE) == null) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(what);
            err.flush();
        }
    }

    private int complain(String why) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("throng: " + why);
        return ExitCode.BROKEN;
    }
}

package dev.throng.runner.cli;

import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.option.BaselineOptions;
import dev.throng.runner.cli.option.CodeOptions;
import dev.throng.runner.cli.option.ExportOptions;
import dev.throng.runner.cli.option.FleetOptions;
import dev.throng.runner.cli.option.LoadOptions;
import dev.throng.runner.cli.option.NotifyOptions;
import dev.throng.runner.cli.option.ObserveOptions;
import dev.throng.runner.cli.option.OutputOptions;
import dev.throng.runner.cli.option.WebOptions;
import dev.throng.runner.cli.process.Machine;
import dev.throng.runner.cli.process.Version;
import dev.throng.runner.cli.session.Announcing;
import dev.throng.runner.cli.session.DemoBeside;
import dev.throng.runner.cli.session.Proxies;
import dev.throng.runner.cli.session.RunHooks;
import dev.throng.runner.cli.session.Session;
import dev.throng.runner.cli.session.SharedPlan;
import dev.throng.runner.cli.session.WorkersHere;
import dev.throng.runner.cli.session.WorkersNeeded;
import dev.throng.runner.cluster.LocalRun;
import dev.throng.runner.cluster.Run;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.engine.machine.Limits;
import dev.throng.runner.export.Spans;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Result;
import dev.throng.runner.sizing.Sizing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "run", description = RunCommand.ABOUT, mixinStandardHelpOptions = true, sortOptions = false)
final class RunCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT = "Runs a LoadTest on this machine and ends with its verdict as the exit code.";

    private static final Duration LAST_SPANS = Duration.ofSeconds(3);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "LoadTest YAML; - is standard input.")
    private String file = "";

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private CodeOptions code = new CodeOptions();

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Mixin
    private WebOptions web = new WebOptions();

    @Mixin
    private BaselineOptions baseline = new BaselineOptions();

    @Mixin
    private ObserveOptions observe = new ObserveOptions();

    @Mixin
    private NotifyOptions notices = new NotifyOptions();

    @Mixin
    private ExportOptions export = new ExportOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private Map<String, String> said = Map.of();
    private Map<String, Object> around = Map.of();

    /**
     * Runs for another command line than its own.
     *
     * @param options for the code
     * @param spec what the LoadTest around the code holds beside it
     */
    void likeLocust(Map<String, String> options, Map<String, Object> spec, ToIntFunction<Result> exitCode) {
        said = options;
        around = spec;
        output.exitCode = exitCode;
    }

    @Override
    public Integer call() throws Exception {
        fleet.check();
        TestFile test = baseline.budgeted(
                TestFile.read(file, around).with(code.context().with(said)));
        try (DemoBeside demo = DemoBeside.of(test, load.host)) {
            PlanOptions options = load.planOptions();
            Plan plan = test.compile(demo.url().map(options::withTarget).orElse(options));
            Earlier earlier = baseline.earlier(test, plan);
            output.history = baseline.store(plan);
            output.exports = export.exports(plan);
            About about = about(test, options, earlier).completed(observe.observing(plan));
            demo.url().ifPresent(url -> say("demo target on " + url));
            baseline.missing(plan, earlier).ifPresent(this::say);
            baseline.unread(plan).ifPresent(this::say);
            observe.missing(plan).ifPresent(this::say);
            announce(plan);
            Proxies.unused(System.getenv(), plan.target()).ifPresent(this::say);
            Limits.ofThisProcess().warning(plan, fleet.fixed().orElse(1)).ifPresent(this::say);
            try (RunHooks hooks = hooks(plan)) {
                return hooks.ended(run(test, options, hooks, about));
            }
        }
    }

    /** When people begin the runs on the live page, the code is told when they do. */
    private RunHooks hooks(Plan plan) {
        if (plan.shape().isPresent()) {
            return fleet.apart() ? RunHooks.before(plan) : RunHooks.beforeLoad(plan);
        }
        return fleet.apart() ? RunHooks.conducted(plan) : RunHooks.repeated(plan);
    }

    private int run(TestFile test, PlanOptions options, RunHooks hooks, About about) throws InterruptedException {
        Plan plan = hooks.plan();
        EngineOptions engine = EngineOptions.forThisMachine();
        engine.drawbacks().forEach(this::say);
        say(engine.clock());
        return fleet.apart()
                ? withWorkers(workers(plan), hooks, SharedPlan.write(test, options, plan), about)
                : here(hooks, engine, about);
    }

    /** More processes than processors would take them from each other. */
    private int workers(Plan plan) throws InterruptedException {
        if (!fleet.isAuto()) {
            return fleet.fixed().orElseThrow();
        }
        Sizing sizing = WorkersNeeded.of(plan, this::say);
        int most = fleet.most(1);
        say(sizing.message()
                + (sizing.workers() <= most ? "" : ", which is more than the " + most + " of this machine"));
        return Math.min(sizing.workers(), most);
    }

    private int here(RunHooks hooks, EngineOptions engine, About about) throws InterruptedException {
        Plan plan = hooks.plan();
        Spans spans = Spans.start(plan, output.exports, about.runId(), Version.text(), this::say);
        EngineOptions traced = engine.tracedBy(spans.tracer());
        int exitCode = session(
                        plan,
                        () -> hooks.next(
                                code -> LocalRun.start(plan, accepted -> LoopEngine.of(accepted, traced), about, code)))
                .run();
        spans.finish(LAST_SPANS);
        return exitCode;
    }

    private int withWorkers(int count, RunHooks hooks, String planText, About about) throws InterruptedException {
        Plan plan = hooks.plan();
        int most = fleet.most(count);
        try (WorkersHere started = WorkersHere.start(count, plan, planText, about, hooks.ahead())) {
            Session session =
                    session(plan, () -> most > count ? started.growing(count, most, this::say) : started.run());
            session.hasOneRun(); // its workers belong to it
            return session.run();
        }
    }

    private Session session(Plan plan, Supplier<Run> starter) {
        return new Session(spec.commandLine(), web, output, plan.shape().isEmpty(), starter);
    }

    private About about(TestFile test, PlanOptions options, Earlier earlier) {
        return About.newRun(
                Version.text(),
                test.text(),
                SharedPlan.hash(test, options),
                Machine.describe(EngineOptions.forThisMachine()),
                earlier);
    }

    /** Of runs that are begun from the page, whoever begins them knows. */
    private void announce(Plan plan) {
        List<NotifyOptions.Listener> listeners = notices.listeners(plan);
        if (plan.shape().isPresent()) {
            output.afterwards =
                    new Announcing(listeners, output, spec.commandLine().getErr());
            notices.missing(plan).ifPresent(this::say);
        }
    }

    private void say(String line) {
        if (!output.quiet) {
            spec.commandLine().getErr().println(line);
        }
    }
}

package dev.throng.runner.cli;

import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.option.CodeOptions;
import dev.throng.runner.cli.option.DurationOption;
import dev.throng.runner.cli.option.LoadOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.session.DemoBeside;
import dev.throng.runner.cli.session.Proxies;
import dev.throng.runner.cli.session.RunHooks;
import dev.throng.runner.cli.session.TrialPlans;
import dev.throng.runner.dispatch.Assignment;
import dev.throng.runner.engine.Engine;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.plan.Iterations;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.console.TrialView;
import dev.throng.runner.report.console.text.Terminal;
import dev.throng.runner.stats.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "try", description = TryCommand.ABOUT, mixinStandardHelpOptions = true, sortOptions = false)
final class TryCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT =
            "Lets one user of each class do one task, and shows every request and response, checks and captures.";

    @Parameters(paramLabel = "FILE", description = "LoadTest YAML or a scenario in code; - is standard input.")
    private String file = "";

    @Option(
            names = {"-H", "--host"},
            paramLabel = "URL",
            description = "Base URL of the target, instead of the file's.")
    private @Nullable String host;

    @Option(names = "--user", paramLabel = "NAME", description = "Only this class of users.")
    private @Nullable String user;

    @Option(names = "--task", paramLabel = "NAME", description = "This task, instead of one by weight.")
    private @Nullable String task;

    @Option(
            names = {"-i", "--iterations"},
            paramLabel = "N",
            defaultValue = "1",
            description = "So many tasks, one after the other.")
    private long iterations = 1;

    @Option(
            names = {"-t", "--run-time"},
            paramLabel = "DURATION",
            converter = DurationOption.class,
            defaultValue = "60s",
            description = "The longest that each user may take (default: 60s).")
    private Duration limit = Duration.ofSeconds(60);

    @Option(names = "--full", description = "Show bodies and long lines whole.")
    private boolean full;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random.")
    private @Nullable Long seed;

    @Mixin
    private CodeOptions code = new CodeOptions();

    @Override
    public Integer call() throws Exception {
        TestFile test = TestFile.read(file).with(code.context());
        try (DemoBeside demo = DemoBeside.of(test, host)) {
            LoadOptions options = new LoadOptions();
            options.host = demo.url().orElse(host);
            options.iterations = iterations;
            options.seed = seed == null ? ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE) : seed;
            Plan plan = test.compile(options.planOptions());
            Proxies.unused(System.getenv(), plan.target()).ifPresent(System.err::println);
            List<Plan> trials = TrialPlans.of(plan, user, task);
            try (RunHooks hooks = RunHooks.beforeLoad(plan)) {
                return hooks.ended(tried(hooks.plan(), trials));
            }
        }
    }

    private int tried(Plan plan, List<Plan> trials) throws InterruptedException {
        TrialView view = new TrialView(Terminal.detect(System.out, System.getenv()), full);
        view.heading(plan.name(), plan.shownTarget());
        Given given = new Given(false, "");
        if (plan.once().setup().isPresent()) {
            given = tried(plan.of(plan.once().setup().get()), "", view);
        }
        boolean late = given.late();
        for (Plan trial : trials) {
            late |= tried(trial.withShared(plan.shared()), given.values(), view).late();
        }
        if (plan.once().teardown().isPresent()) {
            late |= tried(plan.of(plan.once().teardown().get()), given.values(), view)
                    .late();
        }
        return view.conclude(late) ? ExitCode.PASSED : ExitCode.FAILED;
    }

    /** What is done once is not done again, however often users try. */
    private static long most(Plan plan) {
        return plan.iterations().map(Iterations::total).orElse(Long.MAX_VALUE);
    }

    /** @param values that it gave to other users */
    private record Given(boolean late, String values) {}

    /** @param given to its users */
    private Given tried(Plan plan, String given, TrialView view) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        EngineOptions options = EngineOptions.forThisMachine().withLoops(1).watchedBy(view);
        try (Engine engine = LoopEngine.of(plan, options)) {
            engine.onSpent(done::countDown);
            engine.give(given);
            engine.start(
                    System.nanoTime(),
                    plan.shape().orElseThrow(),
                    Assignment.single().share(0, plan, Math.min(iterations, most(plan))));
            boolean inTime = done.await(limit.toMillis(), TimeUnit.MILLISECONDS);
            Snapshot end =
                    engine.stop(inTime ? plan.gracePeriod() : Duration.ZERO).join();
            end.exceptions().forEach(problem -> view.problem(problem.message(), problem.trace()));
            return new Given(!inTime, engine.gave());
        }
    }
}

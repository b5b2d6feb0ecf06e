package dev.throng.runner.cli.session;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cluster.CodePreparation;
import dev.throng.runner.cluster.Run;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.TimeLimit;
import dev.throng.runner.plan.Plan;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** What a scenario in code does once per run, in the process that starts it. */
public final class RunHooks implements CodePreparation, AutoCloseable {
    private final Plan plan;

    /** How many runs this process has made. */
    private int made;

    /** The last run before which the code had its say, from 1. */
    private int begun;

    /** The last run after which it had. */
    private int ended;

    private boolean closed;

    private RunHooks(Plan plan, boolean begun) {
        this.plan = plan;
        this.begun = begun ? 1 : 0;
    }

    /** The same in a process that will drive the load itself, and is to be ready for that before the code is told. */
    public static RunHooks beforeLoad(Plan plan) {
        plan.scenario().ifPresent(Scenario::warmUp);
        return before(plan);
    }

    /** Lets the code have its say before the run; what it gives for all users is in {@link #plan}. */
    public static RunHooks before(Plan plan) {
        if (plan.scenario().isEmpty()) {
            return new RunHooks(plan, false);
        }
        Scenario scenario = plan.scenario().get();
        try {
            return new RunHooks(plan.withShared(called(scenario)), true);
        } catch (Refused refused) {
            int exitCode = scenario.exitCode().orElse(ExitCode.BROKEN);
            throw new Refusal(exitCode, String.valueOf(refused.getMessage()));
        }
    }

    /** Leaves it to the run's master, which may be one of several in turn. */
    public static RunHooks conducted(Plan plan) {
        return new RunHooks(plan.scenario().isPresent() ? plan.withCodeAhead() : plan, false);
    }

    /** For runs that people begin on the live page, each in a process that drives the load itself: the code is told of each. */
    public static RunHooks repeated(Plan plan) {
        plan.scenario().ifPresent(Scenario::warmUp);
        return conducted(plan);
    }

    /** The code does not want to; the message says why. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(Throwable why) {
            super("the scenario's code refused before the run: " + why + Scenario.line(why), why);
        }
    }

    private static String called(Scenario scenario) throws Refused {
        try {
            return TimeLimit.HOOK.call(scenario, "what is done before the run", scenario::beforeRun);
        } catch (Throwable refused) {
            throw new Refused(refused);
        }
    }

    /** When there is code that is left to the run's master: who calls it. */
    public Optional<CodePreparation> ahead() {
        return plan.once().coded() ? Optional.of(this) : Optional.empty();
    }

    /**
     * A run after which the code is told at once that it is over: there may be another one.
     *
     * @param starter makes it, with who calls the code before it
     */
    public Run next(Function<Optional<CodePreparation>, Run> starter) {
        int number = another();
        Run run = starter.apply(ahead());
        if (plan.once().coded()) {
            var unused = run.result()
                    .whenComplete((result, failure) ->
                            Thread.ofPlatform().daemon().name("code-after").start(() -> finish(number)));
        }
        return run;
    }

    private synchronized int another() {
        return ++made;
    }

    @Override
    public synchronized String beforeRun() throws Refused {
        finish(begun);
        String gave = called(plan.scenario().orElseThrow());
        begun = Math.max(1, made);
        return gave;
    }

    @Override
    public synchronized void tookOver() {
        begun = 1;
        Scenario scenario = plan.scenario().orElseThrow();
        try {
            TimeLimit.HOOK.call(scenario, "what is done where a run is taken over", () -> {
                scenario.takenOver();
                return true;
            });
        } catch (Throwable failed) {
            // The run is under way.
            System.err.println("throng: the scenario's code failed: " + failed + Scenario.line(failed));
        }
    }

    @Override
    public void stop(Thread thread) {
        plan.scenario().orElseThrow().end(thread, "the run has ended");
        thread.interrupt();
    }

    public Plan plan() {
        return plan;
    }

    private synchronized void finish(int run) {
        if (run == begun && ended < run) {
            ended = run;
            plan.scenario()
                    .ifPresent(scenario -> after(scenario, "what is done after the run", () -> {
                        scenario.afterRun();
                        return true;
                    }));
        }
    }

    /** Lets the code have its say after the run; what the process is to exit with. */
    public synchronized int ended(int exitCode) {
        Scenario scenario = plan.scenario().orElse(null);
        if (scenario == null || closed || begun == 0) {
            return exitCode;
        }
        closed = true;
        finish(begun);
        after(scenario, "what is done after the last run", () -> {
            scenario.afterLastRun();
            return true;
        });
        return scenario.exitCode().orElse(exitCode);
    }

    /** Lets the code have its say after a run that did not get far, too. */
    @Override
    public void close() {
        ended(ExitCode.PASSED);
        plan.scenario().ifPresent(Scenario::close);
    }

    private static void after(Scenario scenario, String what, Callable<Boolean> call) {
        try {
            TimeLimit.HOOK.call(scenario, what, call);
        } catch (Throwable late) {
            // The result stands, whatever the code thinks of it now.
            System.err.println("throng: the scenario's code failed after the run: " + late + Scenario.line(late));
        }
    }
}

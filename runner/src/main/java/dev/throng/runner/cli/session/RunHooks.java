package dev.throng.runner.cli.session;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cluster.CodePreparation;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.TimeLimit;
import dev.throng.runner.plan.Plan;
import java.util.Optional;

/** What a scenario in code does once per run, in the process that starts it. */
public final class RunHooks implements CodePreparation, AutoCloseable {
    private final Plan plan;
    private volatile boolean begun;
    private boolean ended;

    private RunHooks(Plan plan, boolean begun) {
        this.plan = plan;
        this.begun = begun;
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

    @Override
    public String beforeRun() throws Refused {
        String gave = called(plan.scenario().orElseThrow());
        begun = true;
        return gave;
    }

    @Override
    public void tookOver() {
        begun = true;
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

    /** Lets the code have its say after the run; what the process is to exit with. */
    public int ended(int exitCode) {
        Scenario scenario = plan.scenario().orElse(null);
        if (scenario == null || ended || !begun) {
            return exitCode;
        }
        ended = true;
        after(scenario);
        return scenario.exitCode().orElse(exitCode);
    }

    /** Lets the code have its say after a run that did not get far, too. */
    @Override
    public void close() {
        ended(ExitCode.PASSED);
        plan.scenario().ifPresent(Scenario::close);
    }

    private static void after(Scenario scenario) {
        try {
            TimeLimit.HOOK.call(scenario, "what is done after the run", () -> {
                scenario.afterRun();
                return true;
            });
        } catch (Throwable late) {
            // The result stands, whatever the code thinks of it now.
            System.err.println("throng: the scenario's code failed after the run: " + late + Scenario.line(late));
        }
    }
}

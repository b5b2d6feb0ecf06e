package dev.throng.runner.cli.session;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.TimeLimit;
import dev.throng.runner.plan.Plan;

/** What a scenario in code does once per run, in the process that starts it. */
public final class RunHooks implements AutoCloseable {
    private final Plan plan;
    private boolean ended;

    private RunHooks(Plan plan) {
        this.plan = plan;
    }

    /** Lets the code have its say before the run; what it gives for all users is in {@link #plan}. */
    public static RunHooks before(Plan plan) {
        if (plan.scenario().isEmpty()) {
            return new RunHooks(plan);
        }
        try {
            Scenario scenario = plan.scenario().get();
            return new RunHooks(
                    plan.withShared(TimeLimit.HOOK.call(scenario, "what is done before the run", scenario::beforeRun)));
        } catch (Throwable refused) {
            throw new Refusal(
                    ExitCode.BROKEN, "the scenario's code refused before the run: " + refused + Scenario.line(refused));
        }
    }

    public Plan plan() {
        return plan;
    }

    /** Lets the code have its say after the run; what the process is to exit with. */
    public int ended(int exitCode) {
        Scenario scenario = plan.scenario().orElse(null);
        if (scenario == null || ended) {
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

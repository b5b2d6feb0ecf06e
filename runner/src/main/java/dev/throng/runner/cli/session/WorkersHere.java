package dev.throng.runner.cli.session;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cluster.CodePreparation;
import dev.throng.runner.cluster.LocalWorkers;
import dev.throng.runner.cluster.MasterServer;
import dev.throng.runner.cluster.Run;
import dev.throng.runner.cluster.protocol.Token;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.About;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A master in this process and workers in processes of their own, on this machine only. */
public final class WorkersHere implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(1);

    /** Each of them loads the code and warms it up first, all on the same processors. */
    private static final Duration START_OF_CODE = Duration.ofMinutes(5);

    private final MasterServer master;
    private final LocalWorkers workers;

    private WorkersHere(MasterServer master, LocalWorkers workers) {
        this.master = master;
        this.workers = workers;
    }

    /** @param code what a scenario in code does before the run, when the plan leaves that to the master */
    public static WorkersHere start(
            int count, Plan plan, String planText, About about, Optional<CodePreparation> code) {
        Token token = Token.random();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            MasterServer master = MasterServer.start(
                    plan,
                    planText,
                    about,
                    new MasterServer.Options(anyPort, count, deadline(plan), token, Optional.empty())
                            .with(OnceEngine::of)
                            .withCode(code));
            return new WorkersHere(
                    master,
                    LocalWorkers.start(count, master.address(), token, program(), plan.onWorkerLoss(), master::exited));
        } catch (IOException e) {
            throw new Refusal(ExitCode.BROKEN, "cannot start the workers: " + e.getMessage());
        }
    }

    private static Duration deadline(Plan plan) {
        return plan.scenario().isPresent() ? START_OF_CODE : START;
    }

    /** The same JVM with the same options; the machine's memory is shared out by the heap's limit per process. */
    private static List<String> program() {
        List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-Xlog"))
                .toList();
        return LocalWorkers.thisProgram("dev.throng.runner.Main", own);
    }

    public Run run() {
        return master.run();
    }

    /**
     * The run, to which workers are added as long as the generator is the bottleneck.
     *
     * @param there how many there are
     * @param most of them
     */
    public Run growing(int there, int most, Consumer<String> say) {
        Run run = master.run();
        run.onTick(new GrowingFleet(
                there, most, count -> Thread.ofVirtual().name("more-workers").start(() -> workers.grow(count)), say));
        return run;
    }

    @Override
    public void close() {
        master.close();
        workers.close();
    }
}

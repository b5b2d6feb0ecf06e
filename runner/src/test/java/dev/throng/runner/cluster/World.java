package dev.throng.runner.cluster;

import dev.throng.runner.cluster.master.Master;
import dev.throng.runner.cluster.master.MasterSettings;
import dev.throng.runner.cluster.master.OneTimeTaskRunner;
import dev.throng.runner.cluster.master.Rules;
import dev.throng.runner.cluster.master.session.Retention;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.WorkerId;
import dev.throng.runner.cluster.worker.Worker;
import dev.throng.runner.cluster.worker.WorkerEnvironment;
import dev.throng.runner.cluster.worker.WorkerExit;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** One run in a simulation: a server that counts, a master that may be killed and started again, and workers. */
final class World {
    static final long SECOND = 1_000_000_000;

    final Simulation simulation;
    final Network network;
    final Plan plan;
    final int expected;
    private final boolean whole;
    final List<Hand> hands = new ArrayList<>();
    final List<Long> served = new ArrayList<>();
    /** Numbers of the rows that were drawn, by anybody. */
    final List<Long> rows = new ArrayList<>();

    Simulation.Process masterProcess;
    long masterStarted;
    /** What killed workers had made and nobody had acknowledged. */
    long mayBeLost;

    Master master;
    /** Masters that went on from what another one had had done by code. */
    int takenOver;
    /** What was done once, in order. */
    final List<String> done = new ArrayList<>();

    World(long seed, Plan plan, int expected) {
        this(seed, plan, expected, seed % 2 == 0);
    }

    /** @param whole whether the master holds all of everybody */
    World(long seed, Plan plan, int expected, boolean whole) {
        this.whole = whole;
        this.simulation = new Simulation(seed);
        this.network = new Network(simulation);
        this.plan = plan;
        this.expected = expected;
        startMaster();
    }

    void startMaster() {
        Simulation.Process process = simulation.process(simulation.random.nextLong(1L << 40));
        MasterSettings settings = new MasterSettings(
                new About("run-1", "test", "", "", new Result.Environment("", "", "", 1, 0, "", ""), Earlier.NONE),
                plan,
                "plan",
                "hash",
                Rules.of(plan, expected, Duration.ofSeconds(60), Duration.ofMillis(300)),
                () -> Instant.ofEpochMilli(simulation.now() / 1_000_000),
                100_000_000,
                new Retention(4, 8, 1 << 21, whole),
                new Doing(process));
        Master made = new Master(process, settings);
        masterProcess = process;
        masterStarted = simulation.now();
        master = made;
        network.serve(process, made);
        made.result().whenComplete((result, failure) -> made.dismiss());
        made.open();
    }

    void killMaster() {
        masterProcess.kill();
        network.killed(masterProcess);
    }

    Hand startWorker(String name) {
        Hand hand = new Hand(name);
        hands.add(hand);
        hand.worker.start();
        return hand;
    }

    void startWorkers() {
        for (int i = 0; i < expected; i++) {
            startWorker("worker-" + i);
        }
    }

    /** Runs on until the run is over, at most so long. */
    void runToEnd(long mostSeconds) {
        long limit = simulation.now() + mostSeconds * SECOND;
        while (!master.result().isDone() && simulation.now() < limit) {
            simulation.runUntil(simulation.now() + SECOND / 10);
        }
        simulation.runUntil(simulation.now() + SECOND);
    }

    Result result() {
        return master.result().resultNow();
    }

    /** Requests in the result. */
    long counted() {
        return result().total().requests();
    }

    /** Takes a second for what is done once, and counts how often it is asked to, whatever becomes of its process. */
    private final class Doing implements OneTimeTaskRunner {
        private final Simulation.Process process;

        Doing(Simulation.Process process) {
            this.process = process;
        }

        @Override
        public OneTimeTask begin(UserClass user, String given) {
            return begin(user.name(), given, "[\"t\"]");
        }

        @Override
        public OneTimeTask begin() {
            return begin("code", "", "from code " + done.size()); // another one would give something else
        }

        @Override
        public void tookOver() {
            takenOver++;
        }

        private OneTimeTask begin(String name, String given, String gives) {
            done.add(name + given);
            CompletableFuture<Done> over = new CompletableFuture<>();
            process.after(SECOND, () -> over.complete(new Done(FakeEngine.once(name), gives)));
            return new OneTimeTask() {
                @Override
                public CompletableFuture<Done> done() {
                    return over;
                }

                @Override
                public void stop() {
                    over.complete(new Done(FakeEngine.once(name), ""));
                }
            };
        }
    }

    /** A worker process. */
    final class Hand {
        final Simulation.Process process = simulation.process(simulation.random.nextLong(1L << 40));
        final WorkerId id;
        final Worker worker;
        long made;
        FakeEngine engine;
        /** What code gave before it was made. */
        String shared = "";

        private Hand(String name) {
            id = new WorkerId(name, name + "/" + hands.size());
            worker = new Worker(
                    process,
                    network.from(process),
                    new SplittableRandom(simulation.random.nextLong()),
                    new Worker.Settings(id, ToMaster.Kind.WORKER, 1, Optional.empty(), 120 * SECOND),
                    new WorkerEnvironment(text -> plan, this::engine));
        }

        private FakeEngine engine(Plan same) {
            engine = new FakeEngine(process, instant -> {
                made++;
                served.add(instant);
            });
            shared = same.shared();
            if (!plan.feeds().isEmpty()) {
                engine.feeding(plan.feeds().getFirst(), rows::add);
            }
            return engine;
        }

        void kill() {
            mayBeLost += unacknowledged();
            process.kill();
            network.killed(process);
        }

        /** Requests that the master of now has not counted. */
        long unacknowledged() {
            return engine == null ? 0 : made - engine.madeBefore(master.counted(id));
        }

        boolean dismissed() {
            return worker.done().isDone() && worker.done().resultNow() instanceof WorkerExit.Dismissed;
        }
    }
}

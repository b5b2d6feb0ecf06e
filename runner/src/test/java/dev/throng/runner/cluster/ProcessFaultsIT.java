package dev.throng.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.throng.runner.report.Result;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.verdict.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes, real signals, a real server that counts: what the result says is what the server saw. */
@Tag("faults")
class ProcessFaultsIT {
    private static final int RATE = 200;
    private static final int SECONDS = 14;

    @TempDir
    Path folder;

    @Test
    void nothingIsLostWhenTheMasterIsKilledAndAWorkerIsFrozenAndAnotherOneIsTerminated() throws Exception {
        try (RunProcesses processes = new RunProcesses(folder, 4, SECONDS, RATE)) {
            processes.awaitRequests(4 * RATE);
            processes.kill(processes.master);
            processes.awaitRequests(7 * RATE);
            processes.startMaster();
            processes.awaitRequests(8 * RATE);
            processes.signal(processes.workers.get("worker-1"), "STOP");
            processes.awaitRequests(11 * RATE);
            processes.signal(processes.workers.get("worker-1"), "CONT");
            processes.signal(processes.workers.get("worker-2"), "TERM");
            assertItEnds(processes, "");

            assertEveryRequestIsCounted(processes);
            assertThat(processes.fetch().degraded()).isNotEmpty();
            assertThat(processes.await("worker-0")).isZero();
            assertThat(processes.await("worker-1")).isZero();
            assertThat(processes.await("worker-3")).isZero();
        }
    }

    @Test
    void aCutAndSlowNetworkLosesNothing() throws Exception {
        try (RunProcesses processes = new RunProcesses(folder, 4, SECONDS, RATE)) {
            processes.wires.get("worker-3").delay(50);
            processes.awaitRequests(3 * RATE);
            processes.wires.get("worker-1").cut();
            processes.awaitRequests(4 * RATE);
            processes.wires.get("worker-2").hold();
            processes.wires.get("worker-0").breakAll();
            processes.awaitRequests(8 * RATE);
            processes.wires.get("worker-1").mend();
            processes.awaitRequests(12 * RATE);
            processes.wires.get("worker-2").release();
            assertItEnds(processes, "");

            assertEveryRequestIsCounted(processes);
            assertThat(processes.fetch().degraded())
                    .extracting(Result.Degraded::kind)
                    .contains("overlap");
        }
    }

    /** By the kernel: packets are lost, repeated by TCP, and arrive late and after those of newer connections. */
    @Test
    void aWorkerInANetworkOfItsOwnThatIsCutAndLossyLosesNothing() throws Exception {
        try (Island island = island();
                RunProcesses processes = new RunProcesses(folder, 4, SECONDS, RATE, Optional.of(island))) {
            processes.awaitRequests(3 * RATE);
            island.cut();
            processes.awaitRequests(9 * RATE);
            island.mend();
            island.loseSome();
            processes.awaitRequests(10 * RATE);
            processes.kill(processes.master);
            processes.awaitRequests(11 * RATE);
            processes.startMaster();
            assertItEnds(processes, "");

            assertEveryRequestIsCounted(processes);
            assertThat(processes.fetch().degraded())
                    .extracting(Result.Degraded::kind)
                    .contains("overlap");
        }
    }

    /** Whoever drove the rest of the load is not there: whatever the thresholds say, this is no run that passed. */
    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM"})
    void aRunWhoseWorkersAreAllGoneBeforeItsEndIsBroken(String signal) throws Exception {
        try (RunProcesses processes = new RunProcesses(folder, 2, 4, RATE)) {
            processes.awaitRequests(2 * RATE);
            for (Process worker : processes.workers.values()) {
                processes.signal(worker, signal);
            }
            assertThat(processes.await()).as(processes::logs).isEqualTo(3);
            Result result = processes.fetch();
            assertThat(result.end()).isEqualTo(End.BROKEN);
            assertThat(result.verdict().message()).startsWith("no worker was left: of 5.0 s of load, nothing after ");
            assertThat(processes.server.total() - result.identity().serverLines())
                    .isBetween(0L, result.identity().uncertain());
        }
    }

    /** Shorter than what makes a worker lost, and still no time of the target's. */
    @Test
    void aStandstillIsNotChargedToTheTarget() throws Exception {
        try (RunProcesses processes = new RunProcesses(folder, 1, 5, RATE)) {
            processes.awaitRequests(2 * RATE);
            processes.signal(processes.workers.get("worker-0"), "STOP");
            TimeUnit.MILLISECONDS.sleep(1500);
            processes.signal(processes.workers.get("worker-0"), "CONT");
            assertItEnds(processes, "");
            assertEveryRequestIsCounted(processes);
            Result result = processes.fetch();
            assertThat(result.degraded()).anySatisfy(stretch -> {
                assertThat(stretch.message()).startsWith("worker-0 stood still for ");
                assertThat(stretch.toSecond() - stretch.fromSecond()).isGreaterThan(1);
            });
            assertThat(result.counters().get(Counter.DROPPED)).isPositive();
            assertThat(result.total().response().max()).isLessThan(1500);
        }
    }

    private static Island island() throws InterruptedException {
        try {
            return new Island();
        } catch (IOException forbidden) {
            abort("network namespaces are not permitted here: " + forbidden.getMessage());
            throw new IllegalStateException(forbidden);
        }
    }

    /**
     * Kills, freezes and cuts at random instants, among them often a worker and the master at once: more of them with
     * {@code -Dthrong.fault.seeds=20 -Dthrong.fault.seed=100}.
     */
    @Test
    void whateverHappensWhatIsLostIsStatedAndNothingIsCountedTwice() throws Exception {
        int first = Integer.getInteger("throng.fault.seed", 1);
        for (int seed = first; seed < first + Integer.getInteger("throng.fault.seeds", 1); seed++) {
            ProcessMischief mischief = new ProcessMischief(seed, SECONDS);
            try (RunProcesses processes =
                    new RunProcesses(Files.createDirectory(folder.resolve("seed" + seed)), 4, SECONDS, RATE)) {
                processes.awaitRequests(1);
                mischief.play(processes);
                String what = "seed " + seed + ": " + mischief;
                assertItEnds(processes, what);
                Result result = processes.fetch();
                assertNothingIsLostUnstated(processes, result, mischief.mostSecondsLost(), what);
                System.out.printf(
                        "%s: the server saw %d, counted %d, uncertain %d%n",
                        what,
                        processes.server.total(),
                        result.identity().serverLines(),
                        result.identity().uncertain());
            }
        }
    }

    /** However slow this machine is, and whatever that says of its figures. */
    private static void assertItEnds(RunProcesses processes, String what) throws InterruptedException {
        assertThat(processes.await()).as(() -> what + processes.logs()).isIn(0, 4, 5);
    }

    private static void assertNothingIsLostUnstated(
            RunProcesses processes, Result result, double mostSeconds, String what) {
        long missing = processes.server.total() - result.identity().serverLines();
        long uncertain = result.identity().uncertain();
        assertThat(missing).as(() -> what + processes.logs()).isBetween(0L, uncertain);
        assertThat(missing).as(() -> what + processes.logs()).isLessThanOrEqualTo((long) (mostSeconds * RATE / 2));
        assertThat(uncertain == 0 || mostSeconds > 0)
                .as(() -> what + processes.logs())
                .isTrue();
        assertThat(result.workers().stream().mapToLong(Result.Worker::requests).sum())
                .as("what the workers handed over")
                .isEqualTo(result.identity().counted() + result.identity().warmup());
        assertThat(result.end()).as(what).isEqualTo(End.COMPLETE);
    }

    private static void assertEveryRequestIsCounted(RunProcesses processes) throws Exception {
        Result result = processes.fetch();
        assertThat(result.identity().serverLines()).as(processes::logs).isEqualTo(processes.server.total());
        assertThat(result.identity().uncertain()).isZero();
        assertThat(result.end()).isEqualTo(End.COMPLETE);
    }
}

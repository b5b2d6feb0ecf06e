package dev.throng.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.report.Result;
import dev.throng.runner.verdict.End;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, real signals, a real server that counts: what the result says is what the server saw. */
@Tag("faults")
class ProcessFaultsIT {
    private static final int RATE = 200;

    @TempDir
    Path folder;

    @Test
    void nothingIsLostWhenTheMasterIsKilledAndAWorkerIsFrozenAndAnotherOneIsTerminated() throws Exception {
        try (Troupe troupe = new Troupe(folder, 4, 20, RATE)) {
            troupe.awaitRequests(4 * RATE);
            troupe.kill(troupe.master);
            troupe.awaitRequests(7 * RATE);
            troupe.startMaster();
            troupe.awaitRequests(10 * RATE);
            troupe.signal(troupe.workers.get("worker-1"), "STOP");
            troupe.awaitRequests(13 * RATE);
            troupe.signal(troupe.workers.get("worker-1"), "CONT");
            troupe.signal(troupe.workers.get("worker-2"), "TERM");
            assertThat(troupe.await()).as(troupe::logs).isZero();

            assertEveryRequestIsCounted(troupe);
            assertThat(troupe.fetch().degraded()).isNotEmpty();
            assertThat(troupe.await("worker-0")).isZero();
            assertThat(troupe.await("worker-1")).isZero();
            assertThat(troupe.await("worker-3")).isZero();
        }
    }

    @Test
    void aCutAndSlowNetworkLosesNothing() throws Exception {
        try (Troupe troupe = new Troupe(folder, 4, 20, RATE)) {
            troupe.wires.get("worker-3").delay(50);
            troupe.awaitRequests(4 * RATE);
            troupe.wires.get("worker-1").cut();
            troupe.awaitRequests(6 * RATE);
            troupe.wires.get("worker-2").cut();
            troupe.awaitRequests(12 * RATE);
            troupe.wires.get("worker-1").mend();
            troupe.awaitRequests(14 * RATE);
            troupe.wires.get("worker-2").mend();
            assertThat(troupe.await()).as(troupe::logs).isZero();

            assertEveryRequestIsCounted(troupe);
            assertThat(troupe.fetch().degraded())
                    .extracting(Result.Degraded::kind)
                    .contains("degraded", "overlap");
        }
    }

    @Test
    void aKilledWorkerTakesItsLastMomentsOnlyAndItsResultsSurviveTheMaster() throws Exception {
        try (Troupe troupe = new Troupe(folder, 4, 20, RATE)) {
            troupe.awaitRequests(6 * RATE);
            troupe.kill(troupe.workers.get("worker-1"));
            troupe.awaitRequests(8 * RATE);
            troupe.kill(troupe.master);
            troupe.awaitRequests(10 * RATE);
            troupe.startMaster();
            troupe.startWorker("worker-1");
            assertThat(troupe.await()).as(troupe::logs).isZero();

            Result result = troupe.fetch();
            long missing = troupe.server.total() - result.identity().serverLines();
            assertThat(missing).as(troupe::logs).isBetween(0L, 2L * RATE / 4 + 10);
            assertThat(missing).isLessThanOrEqualTo(result.identity().uncertain());
            assertThat(result.end()).isEqualTo(End.COMPLETE);
            assertThat(result.degraded()).isNotEmpty();
        }
    }

    private static void assertEveryRequestIsCounted(Troupe troupe) throws Exception {
        Result result = troupe.fetch();
        assertThat(result.identity().serverLines()).as(troupe::logs).isEqualTo(troupe.server.total());
        assertThat(result.identity().uncertain()).isZero();
        assertThat(result.end()).isEqualTo(End.COMPLETE);
    }
}

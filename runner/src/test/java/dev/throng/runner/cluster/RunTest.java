package dev.throng.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.verdict.End;
import org.junit.jupiter.api.Test;

/** Whole runs without faults, in simulated time. */
class RunTest {
    private static final long SECOND = World.SECOND;

    @Test
    void everyRequestOfEveryWorkerIsCountedOnce() {
        World world = new World(1, Plans.constant(20, 10), 4);
        world.startWorkers();
        world.runToEnd(60);

        assertThat(world.master.result()).isDone();
        assertThat(world.counted()).isEqualTo(world.served.size()).isEqualTo(20 * 99 + 1);
        assertThat(world.result().workers())
                .hasSize(4)
                .allMatch(worker -> worker.requests() == 5 * 99 || worker.requests() == 5 * 99 + 1);
        assertThat(world.result().end()).isEqualTo(End.COMPLETE);
        assertThat(world.result().identity().uncertain()).isZero();
        assertThat(world.hands).allMatch(World.Hand::dismissed);
        assertThat(world.master.live().state()).isEqualTo(Live.State.STOPPED);
    }

    @Test
    void oneWorkerAndFourMakeTheSameRequests() {
        World one = new World(1, Plans.constant(20, 10), 1);
        one.startWorkers();
        one.runToEnd(60);
        World four = new World(2, Plans.constant(20, 10), 4);
        four.startWorkers();
        four.runToEnd(60);

        assertThat(four.counted()).isEqualTo(one.counted());
        assertThat(four.result().total().response().percentiles())
                .isEqualTo(one.result().total().response().percentiles());
    }

    @Test
    void aRunWaitsForAllItsWorkers() {
        World world = new World(1, Plans.constant(4, 5), 2);
        world.startWorker("worker-0");
        world.simulation.runUntil(20 * SECOND);
        assertThat(world.master.live().state()).isEqualTo(Live.State.WAITING_FOR_WORKERS);
        assertThat(world.served).isEmpty();

        world.startWorker("worker-1");
        world.runToEnd(60);
        assertThat(world.counted()).isEqualTo(4 * 49 + 1);
    }

    @Test
    void aRunWhoseWorkersDoNotComeIsBroken() {
        World world = new World(1, Plans.constant(4, 5), 2);
        world.startWorker("worker-0");
        world.runToEnd(90);
        assertThat(world.result().end()).isEqualTo(End.BROKEN);
        assertThat(world.result().verdict().message()).isEqualTo("only 1 of 2 workers came within 60 s");
    }

    @Test
    void anInteractiveRunStartsWhenAskedAndFollows() {
        World world = new World(1, Plans.interactive(), 2);
        world.startWorkers();
        world.simulation.runUntil(5 * SECOND);
        assertThat(world.master.live().state()).isEqualTo(Live.State.READY);

        world.master.load(10, 1e6);
        world.simulation.runUntil(15 * SECOND);
        assertThat(world.master.live().state()).isEqualTo(Live.State.RUNNING);
        world.master.load(20, 1e6);
        world.simulation.runUntil(25 * SECOND);
        world.master.stop(Orders.Reason.USER, "");
        world.runToEnd(30);

        assertThat(world.counted()).isEqualTo(world.served.size()).isBetween(2850L, 3000L);
        assertThat(world.result().end()).isEqualTo(End.INTERRUPTED);
    }

    @Test
    void resetForgetsWhatWasMeasuredBefore() {
        World world = new World(1, Plans.interactive(), 2);
        world.startWorkers();
        world.master.load(10, 1e6);
        world.simulation.runUntil(60 * SECOND);
        world.master.reset();
        long before = world.served.size();
        world.simulation.runUntil(70 * SECOND);
        world.master.stop(Orders.Reason.USER, "");
        world.runToEnd(30);

        assertThat(world.counted()).isBetween(world.served.size() - before - 100, world.served.size() - before);
    }

    @Test
    void aWorkerThatJoinsLateTakesItsPartInPhase() {
        World world = new World(1, Plans.constant(20, 30), 2);
        world.startWorkers();
        world.simulation.runUntil(10 * SECOND);
        World.Hand late = world.startWorker("worker-2");
        world.runToEnd(60);

        assertThat(world.counted()).isEqualTo(world.served.size());
        assertThat(late.made).isBetween(6L * 10 * 18, 7L * 10 * 20);
        assertThat((double) world.served.size()).isBetween(20 * 10 * 30 * 0.99, 20 * 10 * 30 * 1.01);
        assertThat(world.served).allMatch(instant -> instant % FakeEngine.STEP == 0);
    }

    @Test
    void aWorkerThatIsToldToLeaveHandsOverAndItsUsersMoveAtOnce() {
        World world = new World(1, Plans.constant(20, 30), 4);
        world.startWorkers();
        world.simulation.runUntil(10 * SECOND);
        world.hands.get(2).worker.leave("SIGTERM");
        world.simulation.runUntil(14 * SECOND);
        assertThat(world.hands.get(2).dismissed()).isTrue();
        world.hands.get(2).kill();
        world.killMaster();
        world.simulation.runUntil(16 * SECOND);
        world.startMaster();
        world.runToEnd(60);

        assertThat(world.counted()).isEqualTo(world.served.size());
        assertThat((double) world.served.size()).isBetween(20 * 10 * 30 * 0.99, 20 * 10 * 30 * 1.01);
        assertThat(world.result().end()).isEqualTo(End.COMPLETE);
    }

    @Test
    void aWorkerThatIsToldToGoTogetherWithItsMasterGoesWhenTheLoadIsOver() {
        World world = new World(1, Plans.constant(20, 10), 3);
        world.startWorkers();
        world.simulation.runUntil(9 * SECOND);
        world.hands.get(1).kill(); // the master waits for this one
        world.simulation.runUntil(12 * SECOND);
        World.Hand left = world.hands.get(0);
        assertThat(left.dismissed()).isFalse();
        left.worker.leave("SIGTERM");
        world.killMaster();
        world.simulation.runUntil(20 * SECOND);
        assertThat(left.dismissed()).isTrue();
    }
}

package dev.throng.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.report.Result;
import dev.throng.runner.verdict.End;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done once in a run, in simulated time and with faults: it is never done twice, and counted once. */
class OnceTest {
    private static final long SECOND = World.SECOND;
    private static final int SEEDS = Integer.getInteger("throng.seeds", 24);
    private static final List<String> BOTH = List.of("setup", "teardown[\"t\"]");

    private static World world(long seed) {
        World world = new World(seed, Plans.once(20, 10), 3);
        world.startWorkers();
        return world;
    }

    private static long counted(Result result, String user) {
        return result.once().stream()
                .filter(row -> row.key().user().equals(user))
                .mapToLong(Result.NameResult::requests)
                .sum();
    }

    @Test
    void isDoneBeforeTheLoadAndAfterItAndGivenToAll() {
        World world = world(1);
        world.runToEnd(60);

        assertThat(world.done).isEqualTo(BOTH);
        assertThat(world.hands).allSatisfy(hand -> assertThat(hand.engine.given).isEqualTo("[\"t\"]"));
        assertThat(world.served).allSatisfy(instant -> assertThat(instant).isNotNegative());
        assertThat(world.result().end()).isEqualTo(End.COMPLETE);
        assertThat(counted(world.result(), "setup")).isEqualTo(1);
        assertThat(counted(world.result(), "teardown")).isEqualTo(1);
        assertThat(world.result().identity().serverLines()).isEqualTo(world.served.size() + 2);
    }

    @Test
    void isDoneOnceWhicheverWorkerIsKilled() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = world(seed);
            world.simulation.runUntil(world.simulation.random.nextLong(14 * SECOND));
            world.hands.get(seed % 3).kill();
            world.simulation.runUntil(world.simulation.now() + SECOND);
            World.Hand late = world.startWorker("worker-" + seed % 3);
            world.runToEnd(90);

            assertThat(world.done).as("seed " + seed).isEqualTo(BOTH);
            if (late.engine != null && late.made > 0) {
                assertThat(late.engine.given).as("seed " + seed).isEqualTo("[\"t\"]");
            }
            assertThat(counted(world.result(), "setup")).as("seed " + seed).isEqualTo(1);
        }
    }

    @Test
    void isNotDoneAgainByAnotherMaster() {
        int broken = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = world(seed);
            world.simulation.runUntil(world.simulation.random.nextLong(15 * SECOND));
            boolean over = world.master.result().isDone();
            boolean during = world.done.equals(List.of("setup")) && world.served.isEmpty();
            if (over) {
                continue;
            }
            world.killMaster();
            world.simulation.runUntil(world.simulation.now() + world.simulation.random.nextLong(3 * SECOND));
            world.startMaster();
            world.runToEnd(120);

            String when = "seed " + seed + ", " + world.done + ", "
                    + world.result().verdict().message();
            assertThat(world.done).as(when).doesNotHaveDuplicates().startsWith("setup");
            assertThat(world.master.result()).as(when).isCompleted();
            if (world.result().end() == End.BROKEN) {
                broken++;
                assertThat(during).as(when).isTrue();
                assertThat(world.result().verdict().message()).contains("whether it was done is not known");
            } else {
                assertThat(counted(world.result(), "setup")).as(when).isEqualTo(1);
                assertThat(world.hands)
                        .allSatisfy(hand -> assertThat(hand.engine.given).isEqualTo("[\"t\"]"));
            }
        }
        assertThat(broken).isLessThan(SEEDS / 2);
    }

    @Test
    void codeIsCalledByOneMasterAndWhatItGaveIsKnownToEveryWorkerBeforeItsUsers() {
        int broken = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed, Plans.coded(20, 10), 3);
            world.startWorkers();
            world.simulation.runUntil(world.simulation.random.nextLong(14 * SECOND));
            if (world.master.result().isDone()) {
                continue;
            }
            boolean called = !world.done.isEmpty();
            world.killMaster();
            if (seed % 3 == 0) {
                world.hands.get(seed % 2).kill();
                world.startWorker("worker-" + seed % 2);
            }
            world.simulation.runUntil(world.simulation.now() + world.simulation.random.nextLong(3 * SECOND));
            world.startMaster();
            world.runToEnd(120);

            String when = "seed " + seed + ", " + world.result().verdict().message();
            assertThat(world.done).as(when).containsExactly("code");
            if (world.result().end() == End.BROKEN) {
                broken++;
                assertThat(world.result().verdict().message()).contains("whether it was done is not known");
                assertThat(world.served).as(when).isEmpty();
            } else {
                assertThat(world.takenOver).as(when).isEqualTo(called ? 1 : 0);
                assertThat(world.hands.stream().filter(hand -> hand.made > 0))
                        .as(when)
                        .isNotEmpty()
                        .allSatisfy(hand -> assertThat(hand.shared).isEqualTo("from code 0"));
            }
        }
        assertThat(broken).isLessThan(SEEDS / 2);
    }

    @Test
    void isStoppedWithTheRun() {
        World world = world(3);
        world.simulation.runUntil(SECOND);
        while (world.done.isEmpty()) {
            world.simulation.runUntil(world.simulation.now() + SECOND / 100);
        }
        world.master.stop(Orders.Reason.USER, "");
        world.runToEnd(30);

        assertThat(world.result().end()).isEqualTo(End.INTERRUPTED);
        assertThat(world.done).hasSize(2).last().asString().startsWith("teardown");
        assertThat(world.served).isEmpty();
    }
}

package dev.throng.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.pods.WorkerLossPolicy;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.verdict.End;
import org.junit.jupiter.api.Test;

/** Runs that end with a number of iterations, in simulated time and with faults: so many are counted, whoever is lost. */
class IterationsTest {
    private static final long SECOND = World.SECOND;
    private static final int SEEDS = Integer.getInteger("throng.seeds", 15);
    private static final int USERS = 21;
    private static final long TOTAL = 4_001;

    private static World world(long seed, WorkerLossPolicy policy) {
        World world = new World(seed, Plans.iterations(USERS, TOTAL, policy), 4);
        world.startWorkers();
        return world;
    }

    private static void assertExact(World world, String when) {
        assertThat(world.master.result()).as("%s: ends", when).isCompleted();
        assertThat(world.result().end()).as(when).isEqualTo(End.COMPLETE);
        assertThat(world.result().counters().get(Counter.ITERATIONS)).as(when).isEqualTo(TOTAL);
        assertThat(world.counted()).as(when).isEqualTo(TOTAL);
    }

    @Test
    void theyAreDividedExactlyAndTheRunEndsWithThem() {
        World world = world(1, WorkerLossPolicy.redistribute);
        world.runToEnd(120);

        assertExact(world, "undisturbed");
        assertThat(world.served).hasSize((int) TOTAL);
        assertThat(world.simulation.now()).isLessThan(26 * SECOND);
        assertThat(world.hands).allMatch(hand -> hand.made > 900);
    }

    @Test
    void whatAKilledWorkerHasLeftIsDoneByTheOthers() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = world(seed, WorkerLossPolicy.redistribute);
            world.simulation.runUntil(SECOND + world.simulation.random.nextLong(20 * SECOND));
            world.hands.get(seed % 4).kill();
            world.runToEnd(120);

            assertExact(world, "seed " + seed);
            assertThat(world.served.size() - TOTAL)
                    .as("seed %d", seed)
                    .isBetween(0L, world.result().identity().uncertain());
        }
    }

    @Test
    void whatAKilledWorkerHasLeftIsDoneByItsReplacement() {
        World world = world(3, WorkerLossPolicy.replace);
        world.simulation.runUntil(8 * SECOND);
        world.hands.get(1).kill();
        world.simulation.runUntil(18 * SECOND);
        World.Hand replacement = world.startWorker("worker-1");
        world.runToEnd(120);

        assertExact(world, "replaced");
        assertThat(replacement.made).isGreaterThan(500);
    }

    @Test
    void aWorkerThatLeavesHandsOnWhatItHasLeft() {
        World world = world(5, WorkerLossPolicy.redistribute);
        world.simulation.runUntil(7 * SECOND);
        world.hands.get(2).worker.leave("drained");
        world.runToEnd(120);

        assertExact(world, "left");
        assertThat(world.served).hasSize((int) TOTAL);
    }

    @Test
    void aMasterThatIsStartedAgainGoesOn() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = world(seed, WorkerLossPolicy.redistribute);
            world.simulation.runUntil(3 * SECOND + world.simulation.random.nextLong(12 * SECOND));
            world.killMaster();
            world.simulation.runUntil(world.simulation.now() + world.simulation.random.nextLong(20 * SECOND));
            world.startMaster();
            world.runToEnd(120);

            assertExact(world, "seed " + seed);
            assertThat(world.served).as("seed %d", seed).hasSize((int) TOTAL);
        }
    }

    @Test
    void aWorkerAndTheMasterMayBeKilledInTheSameInstant() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = world(seed, WorkerLossPolicy.redistribute);
            world.simulation.runUntil(3 * SECOND + world.simulation.random.nextLong(12 * SECOND));
            world.hands.get(seed % 4).kill();
            world.killMaster();
            world.simulation.runUntil(world.simulation.now() + world.simulation.random.nextLong(8 * SECOND));
            world.startMaster();
            world.runToEnd(120);

            assertExact(world, "seed " + seed);
        }
    }
}

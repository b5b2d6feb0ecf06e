package dev.throng.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.pods.WorkerLossPolicy;
import dev.throng.runner.report.Result;
import dev.throng.runner.verdict.End;
import org.junit.jupiter.api.Test;

/** Whole runs with faults, in simulated time: what is counted is what the server saw, whatever happens to whom. */
class FaultTest {
    private static final long SECOND = World.SECOND;
    /** Runs of each kind of random faults. */
    private static final int SEEDS = Integer.getInteger("throng.seeds", 80);

    private static final int USERS = 20;
    private static final int LENGTH = 40;
    private static final long PLANNED = USERS * 10L * LENGTH;
    /** What one of four workers makes in the two seconds that may be lost with it. */
    private static final long TWO_SECONDS_OF_ONE = 2 * USERS * 10 / 4;

    private final World world = new World(7, Plans.constant(USERS, LENGTH), 4);

    private void start(long untilSecond) {
        world.startWorkers();
        world.simulation.runUntil(untilSecond * SECOND);
    }

    @Test
    void aKilledWorkersUsersMoveAndWhatItHandedOverStays() {
        start(15);
        world.hands.get(1).kill();
        world.runToEnd(120);

        assertThat(world.served.size() - world.counted()).isBetween(0L, TWO_SECONDS_OF_ONE);
        assertThat(world.served.size() - world.counted())
                .isLessThanOrEqualTo(world.result().identity().uncertain());
        assertThat(PLANNED - world.served.size()).isBetween(0L, 7 * USERS * 10L / 4);
        assertThat(world.result().degraded())
                .filteredOn(interval -> interval.kind().equals("degraded"))
                .singleElement()
                .satisfies(interval -> {
                    assertThat(interval.fromSecond()).isBetween(13.0, 15.0);
                    assertThat(interval.toSecond()).isBetween(18.0, 21.0);
                });
        assertThat(world.result().end()).isEqualTo(End.COMPLETE);
    }

    @Test
    void aReplacementTakesThePlaceAndTheUsersOfAKilledWorker() {
        World world = new World(7, Plans.constant(USERS, LENGTH, WorkerLossPolicy.replace), 4);
        world.startWorkers();
        world.simulation.runUntil(15 * SECOND);
        world.hands.get(1).kill();
        world.simulation.runUntil(25 * SECOND);
        World.Hand replacement = world.startWorker("worker-1");
        world.runToEnd(120);

        assertThat(world.served.size() - world.counted()).isBetween(0L, TWO_SECONDS_OF_ONE);
        assertThat(replacement.made).isPositive();
        assertThat(PLANNED - world.served.size()).isBetween(9 * USERS * 10L / 4, 11 * USERS * 10L / 4);
        assertThat(world.result().degraded())
                .singleElement()
                .satisfies(interval -> assertThat(interval.toSecond()).isBetween(24.0, 26.0));
    }

    @Test
    void aLostWorkerBreaksARunThatIsToFail() {
        World world = new World(7, Plans.constant(USERS, LENGTH, WorkerLossPolicy.fail), 4);
        world.startWorkers();
        world.simulation.runUntil(15 * SECOND);
        world.hands.get(1).kill();
        world.runToEnd(120);

        assertThat(world.result().end()).isEqualTo(End.BROKEN);
        assertThat(world.result().verdict().message()).contains("worker-1 was lost");
        assertThat(world.simulation.now()).isLessThan(35 * SECOND);
        assertThat(world.served.size() - world.counted()).isBetween(0L, TWO_SECONDS_OF_ONE);
    }

    /** Nobody can tell it from a dead one, and it drives on: what it made is within the bound, and the bound is no guess. */
    @Test
    void whatACutWorkerMadeThatNeverCameBackIsWithinTheBound() {
        start(15);
        world.network.cut(world.hands.get(1).process);
        world.runToEnd(120);

        long missing = world.served.size() - world.counted();
        long uncertain = world.result().identity().uncertain();
        assertThat(missing).isPositive();
        assertThat(uncertain).isBetween(missing, 2 * missing);
        assertThat(world.result().degraded()).extracting(Result.Degraded::kind).contains("degraded", "overlap");
    }

    /** It had taken over a part of another one's users, and drives on with them. */
    @Test
    void whatACutWorkerMadeWithTheShareOfALostOneIsWithinTheBoundToo() {
        start(8);
        world.network.cut(world.hands.get(0).process);
        world.simulation.runUntil(16 * SECOND);
        world.network.cut(world.hands.get(1).process);
        world.runToEnd(120);

        long missing = world.served.size() - world.counted();
        assertThat(missing).isPositive();
        assertThat(world.result().identity().uncertain()).isBetween(missing, 2 * missing);
    }

    @Test
    void aCutWorkerDrivesOnAndIsCountedOnceWhenItIsBack() {
        start(10);
        world.network.cut(world.hands.get(0).process);
        world.simulation.runUntil(25 * SECOND);
        world.network.mend(world.hands.get(0).process);
        world.runToEnd(120);

        assertThat(world.counted()).isEqualTo(world.served.size());
        assertThat(world.result().identity().uncertain()).isZero();
        assertThat(world.result().degraded()).extracting(Result.Degraded::kind).containsExactly("overlap");
    }

    @Test
    void aFrozenWorkerIsLostAndSpoilsNothingWhenItGoesOn() {
        start(10);
        world.hands.get(0).process.freeze();
        world.simulation.runUntil(25 * SECOND);
        world.hands.get(0).process.thaw();
        world.runToEnd(120);

        assertThat(world.counted()).isEqualTo(world.served.size());
        assertThat(world.result().end()).isEqualTo(End.COMPLETE);
    }

    @Test
    void aMasterThatIsKilledAndStartedAgainHasEverything() {
        start(20);
        world.killMaster();
        world.simulation.runUntil(30 * SECOND);
        world.startMaster();
        world.runToEnd(120);

        assertThat(world.counted()).isEqualTo(world.served.size());
        assertThat(PLANNED - world.served.size()).isBetween(0L, 20L);
        assertThat(world.result().end()).isEqualTo(End.COMPLETE);
        assertThat(world.hands).allMatch(World.Hand::dismissed);
    }

    @Test
    void aMasterThatIsAwayAtTheEndGetsEverythingLater() {
        start(20);
        world.killMaster();
        world.simulation.runUntil(70 * SECOND);
        world.startMaster();
        world.runToEnd(120);

        assertThat(world.counted()).isEqualTo(world.served.size());
        assertThat(PLANNED - world.served.size()).isBetween(0L, 20L);
        assertThat(world.hands).allMatch(World.Hand::dismissed);
    }

    @Test
    void aKilledWorkersResultsSurviveTheMaster() {
        start(15);
        world.hands.get(1).kill();
        world.simulation.runUntil(16 * SECOND);
        world.killMaster();
        world.simulation.runUntil(20 * SECOND);
        world.startMaster();
        world.runToEnd(120);

        assertThat(world.served.size() - world.counted()).isBetween(0L, TWO_SECONDS_OF_ONE);
        assertThat(world.hands.get(1).made).isGreaterThan(600);
    }

    @Test
    void aWorkerAndTheMasterMayBeKilledInTheSameInstant() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World random = new World(seed, Plans.constant(USERS, LENGTH), 4);
            random.startWorkers();
            random.simulation.runUntil(5 * SECOND + random.simulation.random.nextLong(30 * SECOND));
            random.hands.get(seed % 4).kill();
            random.killMaster();
            random.simulation.runUntil(random.simulation.now() + random.simulation.random.nextLong(8 * SECOND));
            random.startMaster();
            random.runToEnd(120);

            assertThat(random.master.result()).as("seed %d ends", seed).isCompleted();
            assertThat(random.served.size() - random.counted())
                    .as("seed %d", seed)
                    .isBetween(0L, Math.min(TWO_SECONDS_OF_ONE, uncertain(random)));
        }
    }

    private static long uncertain(World world) {
        return world.result().identity().uncertain();
    }

    @Test
    void theHolderOfACopyMayBeKilledToo() {
        start(12);
        world.hands.get(1).kill();
        world.simulation.runUntil(15 * SECOND);
        world.hands.get(0).kill();
        world.simulation.runUntil(18 * SECOND);
        world.killMaster();
        world.simulation.runUntil(20 * SECOND);
        world.startMaster();
        world.runToEnd(120);

        assertThat(world.served.size() - world.counted()).isBetween(0L, 3 * TWO_SECONDS_OF_ONE);
    }

    @Test
    void aRunThatHasLostAllItsWorkersEndsBroken() {
        start(10);
        world.hands.forEach(World.Hand::kill);
        world.runToEnd(120);

        assertThat(world.result().end()).isEqualTo(End.BROKEN);
        assertThat(world.served.size() - world.counted()).isBetween(0L, 4 * TWO_SECONDS_OF_ONE);
    }

    @Test
    void withoutAKilledWorkerNothingIsEverLost() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World random = new World(seed, Plans.constant(USERS, LENGTH), 4);
            Mischief.without(Mischief.Kind.KILL_WORKER).play(random, LENGTH);
            assertThat(random.master.result()).as("seed %d ends", seed).isCompleted();
            assertThat(random.counted()).as("seed %d", seed).isEqualTo(random.served.size());
        }
    }

    @Test
    void aKilledWorkerTakesOnlyWithItWhatNobodyHadAcknowledged() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World random = new World(seed, Plans.constant(USERS, LENGTH), 4);
            Mischief.with(Mischief.Kind.values()).play(random, LENGTH);
            assertThat(random.master.result()).as("seed %d ends", seed).isCompleted();
            assertThat(random.served.size() - random.counted())
                    .as("seed %d", seed)
                    .isBetween(0L, random.mayBeLost);
        }
    }

    /** Whoever is killed when, also while there is no master to hand over to. */
    @Test
    void whatMayBeLostIsStated() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World random = new World(seed, Plans.constant(USERS, LENGTH), 4);
            Mischief mischief = Mischief.reckless();
            mischief.play(random, LENGTH);
            assertThat(random.master.result()).as("seed %d ends", seed).isCompleted();
            assertThat(random.served.size() - random.counted())
                    .as("seed %d: %s", seed, mischief)
                    .isBetween(0L, uncertain(random));
        }
    }

    /** Whoever has their names asks the master that starts again before anybody who knew them. */
    @Test
    void thoseWhoseCopiesDiedWithThemAndTheMasterAreStatedThoughOthersHaveTheirNames() {
        start(20);
        world.killMaster();
        for (int i = 0; i < 3; i++) {
            world.hands.get(i).kill();
        }
        world.simulation.runUntil(25 * SECOND);
        for (int i = 0; i < 3; i++) {
            world.startWorker("worker-" + i);
        }
        world.startMaster();
        world.runToEnd(120);

        assertThat(world.served.size() - world.counted()).isGreaterThan(PLANNED / 5);
        assertThat(world.result().identity().uncertain())
                .isBetween(world.served.size() - world.counted(), 2L * (world.served.size() - world.counted()));
    }

    @Test
    void messagesThatAreLostRepeatedAndReorderedChangeNothing() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World random = new World(seed, Plans.constant(USERS, LENGTH), 4);
            random.network.chaos = 0.1;
            random.startWorkers();
            random.runToEnd(200);
            assertThat(random.master.result()).as("seed %d ends", seed).isCompleted();
            assertThat(random.counted()).as("seed %d", seed).isEqualTo(random.served.size());
        }
    }
}

package dev.throng.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.plan.Feed;
import dev.throng.runner.verdict.End;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** Rows of data over workers, in simulated time and with faults: none is drawn twice, and few are left. */
class RowsTest {
    private static final long SECOND = World.SECOND;
    private static final int SEEDS = Integer.getInteger("throng.seeds", 12);
    private static final long ROWS = 6_000;

    private static World world(long seed) {
        World world = new World(seed, Plans.rows(20, ROWS, Feed.AtEnd.STOP_RUN), 4);
        world.startWorkers();
        return world;
    }

    private static void assertNoneTwice(World world, long unused, String when) {
        assertThat(new HashSet<>(world.rows)).as("%s: none twice", when).hasSameSizeAs(world.rows);
        assertThat((long) world.rows.size()).as("%s: drawn", when).isBetween(ROWS - unused, ROWS);
        assertThat(world.master.result()).as("%s: ends", when).isCompleted();
        assertThat(world.result().end()).as(when).isEqualTo(End.COMPLETE);
        assertThat(ROWS - world.rows.size()).as("%s: unused and said", when).isLessThanOrEqualTo(said(world));
    }

    private static long said(World world) {
        return world.result().degraded().stream()
                .filter(mark -> mark.kind().equals("data"))
                .mapToLong(mark -> Long.parseLong(mark.message()
                        .replaceFirst("up to ([0-9,]+) rows? .*", "$1")
                        .replace(",", "")))
                .sum();
    }

    @Test
    void eachIsDrawnOnceAndThenTheRunIsOver() {
        World world = world(1);
        world.runToEnd(120);

        assertNoneTwice(world, 0, "undisturbed");
        assertThat(world.counted()).isEqualTo(ROWS);
        assertThat(world.result().verdict().message()).contains("it ended when all rows of account were used");
        assertThat(world.simulation.now()).isLessThan(45 * SECOND);
    }

    @Test
    void aKilledWorkerTakesOnlyWithItWhatItHad() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = world(seed);
            world.simulation.runUntil(SECOND + world.simulation.random.nextLong(20 * SECOND));
            world.hands.get(seed % 4).kill();
            world.runToEnd(120);

            assertNoneTwice(world, 500, "seed " + seed);
        }
    }

    @Test
    void whatAKilledWorkerHadIsSaid() {
        World world = world(3);
        world.simulation.runUntil(9 * SECOND);
        world.hands.get(1).kill();
        world.runToEnd(120);

        assertThat(world.result().degraded())
                .filteredOn(mark -> mark.kind().equals("data"))
                .singleElement()
                .satisfies(mark -> assertThat(mark.message())
                        .matches(
                                "up to \\d+ rows of account stay unused, which worker-1 had when it was lost or left"));
    }

    @Test
    void anotherMasterGivesNoneThatWereGiven() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = world(seed);
            world.simulation.runUntil(2 * SECOND + world.simulation.random.nextLong(15 * SECOND));
            world.killMaster();
            world.simulation.runUntil(world.simulation.now() + world.simulation.random.nextLong(10 * SECOND));
            world.startMaster();
            world.runToEnd(120);

            assertNoneTwice(world, 2_500, "seed " + seed);
        }
    }

    @Test
    void aWorkerAndTheMasterMayBeKilledInTheSameInstant() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = world(seed);
            world.simulation.runUntil(2 * SECOND + world.simulation.random.nextLong(15 * SECOND));
            world.hands.get(seed % 4).kill();
            world.killMaster();
            world.simulation.runUntil(world.simulation.now() + world.simulation.random.nextLong(8 * SECOND));
            world.startMaster();
            world.runToEnd(120);

            assertNoneTwice(world, 3_000, "seed " + seed);
        }
    }

    @Test
    void messagesThatAreLostRepeatedAndReorderedChangeNothing() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed, Plans.rows(20, ROWS, Feed.AtEnd.STOP_RUN), 4);
            world.network.chaos = 0.02;
            world.startWorkers();
            world.runToEnd(200);

            assertThat(new HashSet<>(world.rows))
                    .as("seed %d: none twice", seed)
                    .hasSameSizeAs(world.rows);
            if (world.result().end() == End.COMPLETE) {
                assertThat(world.rows).as("seed %d: drawn", seed).hasSize((int) ROWS);
            }
        }
    }
}

package dev.throng.runner.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Faults at seeded instants. Every fault but a kill is mended before the run's end plus the time a master waits. */
final class Mischief {
    private static final long SECOND = World.SECOND;

    private final Set<Kind> kinds;
    /** Kills only when everybody has had time to hand over to somebody else. */
    private final boolean considerate;

    private final List<String> done = new ArrayList<>();
    private long lastKill = -SECOND;

    enum Kind {
        KILL_WORKER,
        FREEZE_WORKER,
        CUT_WORKER,
        KILL_MASTER,
        FREEZE_MASTER,
        ADD_WORKER
    }

    private Mischief(Set<Kind> kinds, boolean considerate) {
        this.kinds = kinds;
        this.considerate = considerate;
    }

    /** Of all kinds; kills at any time. */
    static Mischief reckless() {
        return new Mischief(EnumSet.allOf(Kind.class), false);
    }

    static Mischief with(Kind... kinds) {
        return new Mischief(EnumSet.copyOf(Arrays.asList(kinds)), true);
    }

    static Mischief without(Kind kind) {
        return new Mischief(EnumSet.complementOf(EnumSet.of(kind)), true);
    }

    /** Plays a run to its end. */
    void play(World world, int seconds) {
        SplittableRandom random = world.simulation.random.split();
        List<Kind> choice = List.copyOf(kinds);
        world.startWorkers();
        for (int i = 0; i < 5; i++) {
            Kind kind = choice.get(random.nextInt(choice.size()));
            long at = 2 * SECOND + random.nextLong((seconds - 4) * SECOND);
            long length = Math.min(SECOND / 2 + random.nextLong(12 * SECOND), (seconds + 3) * SECOND - at);
            world.simulation.at(at, () -> commit(world, kind, length, random));
        }
        world.runToEnd(300);
    }

    /** Whether everybody had time to register with the master that is there. */
    private static boolean settled(World world, long nanos) {
        return !world.masterProcess.dead()
                && !world.masterProcess.frozen()
                && world.simulation.now() - Math.max(world.masterStarted, world.masterProcess.thawedAt()) > nanos;
    }

    private boolean kept(World world) {
        return world.simulation.now() - lastKill > SECOND && world.master.isEverythingKept();
    }

    /** What was done and when, for people. */
    @Override
    public String toString() {
        return done.toString();
    }

    private void commit(World world, Kind kind, long length, SplittableRandom random) {
        List<World.Hand> alive = new ArrayList<>(world.hands);
        alive.removeIf(hand -> hand.process.dead());
        World.Hand victim = alive.get(random.nextInt(alive.size()));
        done.add("%.1f s: %s %s for %.1f s".formatted(world.simulation.now() / 1e9, kind, victim.id, length / 1e9));
        switch (kind) {
            case KILL_WORKER -> {
                if (alive.size() > 2 && (!considerate || settled(world, 6 * SECOND))) {
                    lastKill = world.simulation.now();
                    victim.kill();
                    world.simulation.after(length, () -> world.startWorker(victim.id.name()));
                }
            }
            case FREEZE_WORKER -> {
                victim.process.freeze();
                world.simulation.after(length, victim.process::thaw);
            }
            case CUT_WORKER -> {
                world.network.cut(victim.process);
                world.simulation.after(length, () -> world.network.mend(victim.process));
            }
            case KILL_MASTER -> {
                if (!world.masterProcess.dead()
                        && !world.master.result().isDone()
                        && (!considerate || (settled(world, SECOND) && kept(world)))) {
                    world.killMaster();
                    world.simulation.after(length, world::startMaster);
                }
            }
            case FREEZE_MASTER -> {
                Simulation.Process frozen = world.masterProcess;
                frozen.freeze();
                world.simulation.after(length, frozen::thaw);
            }
            case ADD_WORKER -> world.startWorker("extra-" + world.hands.size());
        }
    }
}

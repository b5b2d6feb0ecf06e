package dev.throng.runner.cluster;

import dev.throng.runner.cluster.protocol.Loop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A world with a clock of its own: processes are loops that can be killed, frozen and continued at any instant, and
 * nothing happens but by what is scheduled. The same seed makes the same history.
 */
final class Simulation {
    final SplittableRandom random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long now;
    private long order;

    private record Event(long at, long order, Runnable task) {}

    Simulation(long seed) {
        random = new SplittableRandom(seed);
    }

    long now() {
        return now;
    }

    /** A task of the world itself, which no fault touches. */
    void at(long nanos, Runnable task) {
        events.add(new Event(Math.max(nanos, now), order++, task));
    }

    void after(long nanos, Runnable task) {
        at(now + nanos, task);
    }

    void runUntil(long nanos) {
        while (!events.isEmpty() && events.peek().at() <= nanos) {
            Event event = events.poll();
            now = event.at();
            event.task().run();
        }
        now = nanos;
    }

    /** A process whose monotonic clock is ahead of the world's. */
    Process process(long clockOffsetNanos) {
        return new Process(clockOffsetNanos);
    }

    final class Process implements Loop {
        private final long offset;
        private final List<Runnable> missed = new ArrayList<>();
        private boolean frozen;
        private boolean dead;
        private long thawedAt;

        private Process(long offset) {
            this.offset = offset;
        }

        @Override
        public long nanos() {
            return now + offset;
        }

        @Override
        public void execute(Runnable task) {
            Simulation.this.at(now, () -> run(task));
        }

        @Override
        public Timer at(long nanos, Runnable task) {
            boolean[] cancelled = {false};
            Simulation.this.at(
                    nanos - offset,
                    () -> run(() -> {
                        if (!cancelled[0]) {
                            task.run();
                        }
                    }));
            return () -> cancelled[0] = true;
        }

        private void run(Runnable task) {
            if (dead) {
                return;
            }
            if (frozen) {
                missed.add(task);
            } else {
                task.run();
            }
        }

        /** SIGKILL. */
        void kill() {
            dead = true;
            missed.clear();
        }

        boolean dead() {
            return dead;
        }

        /** SIGSTOP. */
        void freeze() {
            frozen = true;
        }

        boolean frozen() {
            return frozen;
        }

        /** When it last went on; 0 if it was never stopped. */
        long thawedAt() {
            return thawedAt;
        }

        /** SIGCONT: everything that was due happens now. */
        void thaw() {
            frozen = false;
            thawedAt = now;
            List<Runnable> due = List.copyOf(missed);
            missed.clear();
            due.forEach(this::execute);
        }
    }
}

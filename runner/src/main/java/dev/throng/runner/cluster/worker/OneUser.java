package dev.throng.runner.cluster.worker;

import dev.throng.runner.dispatch.Lease;
import dev.throng.runner.dispatch.Share;
import dev.throng.runner.engine.Engine;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.stats.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;

/** An engine of its own for one user who does one task, once. Safe for all threads. */
public final class OneUser {
    /** Counts from here: no worker of the run comes near. */
    private static final long FIRST_NUMBER = 1L << 62;

    private final Engine engine;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<Snapshot> measured = new CompletableFuture<>();

    private OneUser(Engine engine) {
        this.engine = engine;
    }

    /** @param given to the user, as its first variables */
    public static OneUser begin(Plan plan, UserClass type, String given, EngineFactory engines) {
        Plan alone = plan.of(type);
        OneUser user = new OneUser(engines.create(alone));
        user.engine.give(given);
        user.engine.onSpent(() -> user.stop(alone.gracePeriod()));
        user.engine.start(System.nanoTime(), alone.shape().orElseThrow(), new Alone());
        return user;
    }

    /** When it is over: what it measured, and what the user has given. */
    public <T> CompletableFuture<T> done(BiFunction<Snapshot, String, T> made) {
        return measured.thenApply(snapshot -> made.apply(snapshot, engine.gave()));
    }

    /** Lets it end now; what it has under way counts as aborted. */
    public void stop() {
        stop(Duration.ZERO);
    }

    private void stop(Duration grace) {
        if (stopping.compareAndSet(false, true)) {
            var unused = engine.stop(grace)
                    .whenComplete((snapshot, failure) -> Thread.startVirtualThread(() -> {
                        engine.close();
                        if (failure == null) {
                            measured.complete(snapshot);
                        } else {
                            measured.completeExceptionally(failure);
                        }
                    }));
        }
    }

    private static final class Alone implements Share {
        @Override
        public boolean user(int number) {
            return number == 0;
        }

        @Override
        public int users(int total) {
            return Math.min(1, total);
        }

        @Override
        public int userClass(int load, int number) {
            return 0;
        }

        @Override
        public boolean arrival(long number) {
            return false;
        }

        @Override
        public int maxOpenUsers(int load) {
            return 0;
        }

        @Override
        public long iterations() {
            return 1;
        }

        @Override
        public List<Lease> leases() {
            return List.of();
        }

        @Override
        public long uniqueNumber(long k) {
            return FIRST_NUMBER + k;
        }

        @Override
        public int openUser(long k) {
            return (int) k;
        }
    }
}

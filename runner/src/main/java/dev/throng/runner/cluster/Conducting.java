package dev.throng.runner.cluster;

import dev.throng.runner.cluster.master.Chores;
import dev.throng.runner.cluster.worker.EngineFactory;
import dev.throng.runner.cluster.worker.OneUser;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.Snapshot;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Does what is done once in a run with engines of this process. */
final class Conducting {
    private Conducting() {}

    /** @param code what the scenario does before the run, when it is in code */
    static Chores with(Plan plan, EngineFactory engines, Optional<CodeAhead> code) {
        return new Chores() {
            @Override
            public Chore begin(UserClass type, String given) {
                return chore(OneUser.begin(plan, type, given, engines));
            }

            @Override
            public Chore begin() {
                return new CodeChore(code.orElseThrow());
            }

            @Override
            public void tookOver() {
                code.ifPresent(
                        some -> Thread.ofPlatform().daemon().name("code-ahead").start(some::tookOver));
            }
        };
    }

    private static Chores.Chore chore(OneUser user) {
        return new Chores.Chore() {
            @Override
            public CompletableFuture<Chores.Done> done() {
                return user.done(Chores.Done::new);
            }

            @Override
            public void stop() {
                user.stop();
            }
        };
    }

    /** A call of the scenario's code, which measures nothing. */
    private static final class CodeChore implements Chores.Chore {
        private final CompletableFuture<Chores.Done> done = new CompletableFuture<>();
        private final CodeAhead code;
        private final Thread thread;

        CodeChore(CodeAhead code) {
            this.code = code;
            this.thread = Thread.ofPlatform().daemon().name("code-ahead").start(this::call);
        }

        private void call() {
            try {
                String gave = code.beforeRun();
                done.complete(new Chores.Done(new Accumulator().snapshot(0, 0, 0, Snapshot.Gauges.NONE), gave));
            } catch (Throwable refused) {
                done.completeExceptionally(refused);
            }
        }

        @Override
        public CompletableFuture<Chores.Done> done() {
            return done;
        }

        @Override
        public void stop() {
            code.stop(thread);
        }
    }
}

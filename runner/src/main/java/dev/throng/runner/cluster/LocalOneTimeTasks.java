package dev.throng.runner.cluster;

import dev.throng.runner.cluster.master.OneTimeTaskRunner;
import dev.throng.runner.cluster.worker.EngineFactory;
import dev.throng.runner.cluster.worker.OneUser;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.Snapshot;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Does what is done once in a run with engines of this process. */
final class LocalOneTimeTasks {
    private LocalOneTimeTasks() {}

    /** @param code what the scenario does before the run, when it is in code */
    static OneTimeTaskRunner with(Plan plan, EngineFactory engines, Optional<CodePreparation> code) {
        return new OneTimeTaskRunner() {
            @Override
            public OneTimeTask begin(UserClass type, String given) {
                return task(OneUser.begin(plan, type, given, engines));
            }

            @Override
            public OneTimeTask begin() {
                return new CodeTask(code.orElseThrow());
            }

            @Override
            public void tookOver() {
                code.ifPresent(
                        some -> Thread.ofPlatform().daemon().name("code-ahead").start(some::tookOver));
            }
        };
    }

    private static OneTimeTaskRunner.OneTimeTask task(OneUser user) {
        return new OneTimeTaskRunner.OneTimeTask() {
            @Override
            public CompletableFuture<OneTimeTaskRunner.Done> done() {
                return user.done(OneTimeTaskRunner.Done::new);
            }

            @Override
            public void stop() {
                user.stop();
            }
        };
    }

    /** A call of the scenario's code, which measures nothing. */
    private static final class CodeTask implements OneTimeTaskRunner.OneTimeTask {
        private final CompletableFuture<OneTimeTaskRunner.Done> done = new CompletableFuture<>();
        private final CodePreparation code;
        private final Thread thread;

        CodeTask(CodePreparation code) {
            this.code = code;
            this.thread = Thread.ofPlatform().daemon().name("code-ahead").start(this::call);
        }

        private void call() {
            try {
                String gave = code.beforeRun();
                done.complete(
                        new OneTimeTaskRunner.Done(new Accumulator().snapshot(0, 0, 0, Snapshot.Gauges.NONE), gave));
            } catch (Throwable refused) {
                done.completeExceptionally(refused);
            }
        }

        @Override
        public CompletableFuture<OneTimeTaskRunner.Done> done() {
            return done;
        }

        @Override
        public void stop() {
            code.stop(thread);
        }
    }
}

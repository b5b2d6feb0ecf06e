package dev.throng.runner.cluster;

import dev.throng.runner.cluster.master.Chores;
import dev.throng.runner.cluster.worker.EngineFactory;
import dev.throng.runner.cluster.worker.OneUser;
import dev.throng.runner.plan.Plan;
import java.util.concurrent.CompletableFuture;

/** Does what is done once in a run with engines of this process. */
final class Conducting {
    private Conducting() {}

    static Chores with(Plan plan, EngineFactory engines) {
        return (type, given) -> {
            OneUser user = OneUser.begin(plan, type, given, engines);
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
        };
    }
}

package dev.throng.runner.cluster.master;

import dev.throng.runner.plan.UserClass;
import dev.throng.runner.stats.Snapshot;
import java.util.concurrent.CompletableFuture;

/** Does, in the master's process, what is done once in a run. Methods return at once; safe for all threads. */
@FunctionalInterface
public interface OneTimeTaskRunner {
    /** For masters of runs in which there is nothing to do once. */
    OneTimeTaskRunner NONE = (user, given) -> {
        throw new IllegalStateException("nobody is there to do " + user.name());
    };

    /**
     * Begins it.
     *
     * @param given to the user, as its first variables
     */
    OneTimeTask begin(UserClass user, String given);

    /** Begins what the scenario's code does before the run. */
    default OneTimeTask begin() {
        throw new IllegalStateException("nobody is there to call the scenario's code");
    }

    /** Another master did so, and is lost. */
    default void tookOver() {}

    /** One that is under way. */
    interface OneTimeTask {
        /** Completes when the user has done its task, or was told to stop. */
        CompletableFuture<Done> done();

        /** Lets it end now, wherever it is. */
        void stop();
    }

    /** @param gave to all users */
    record Done(Snapshot measured, String gave) {}
}

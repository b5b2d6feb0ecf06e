package dev.throng.runner.engine.step;

import org.jspecify.annotations.Nullable;

/** What a user has under way at once. Confined to the loop. */
final class ParallelRequests {
    private final ScriptedUser user;
    private @Nullable ParallelBranches branches;
    private @Nullable Spread spread;

    ParallelRequests(ScriptedUser user) {
        this.user = user;
    }

    /** Begins several requests; whether they are over already. */
    boolean begin(Spread all) {
        spread = all;
        return all.begin();
    }

    /** They are over. */
    void over() {
        spread = null;
    }

    boolean isActive() {
        return spread != null;
    }

    /** The user is to leave: nothing is begun any more. */
    void leave() {
        Spread all = spread;
        if (all != null) {
            all.leave();
        }
    }

    ParallelBranches branches() {
        ParallelBranches known = branches;
        if (known == null) {
            known = new ParallelBranches(user);
            branches = known;
        }
        return known;
    }

    void abort() {
        spread = null;
        if (branches != null) {
            branches.abort();
        }
    }

    void closeAll() {
        if (branches != null) {
            branches.closeAll();
        }
    }
}

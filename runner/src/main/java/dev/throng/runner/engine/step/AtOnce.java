package dev.throng.runner.engine.step;

import org.jspecify.annotations.Nullable;

/** What a user has under way at once. Confined to the loop. */
final class AtOnce {
    private final ScriptedUser user;
    private @Nullable Strands strands;
    private @Nullable Spread spread;

    AtOnce(ScriptedUser user) {
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

    Strands strands() {
        Strands known = strands;
        if (known == null) {
            known = new Strands(user);
            strands = known;
        }
        return known;
    }

    void abort() {
        spread = null;
        if (strands != null) {
            strands.abort();
        }
    }

    void closeAll() {
        if (strands != null) {
            strands.closeAll();
        }
    }
}

package dev.throng.runner.engine.step;

import java.util.ArrayList;
import java.util.List;

/** The strands of one user, which keep their connections from one use to the next. Confined to the loop. */
final class ParallelBranches {
    private final ScriptedUser user;
    private final List<ParallelBranch> all = new ArrayList<>();

    ParallelBranches(ScriptedUser user) {
        this.user = user;
    }

    /** So many of them; the first has the user's own connections. */
    List<ParallelBranch> first(int number) {
        while (all.size() < number) {
            all.add(new ParallelBranch(
                    user,
                    all.isEmpty() ? user.connections() : user.loop().network().newConnections()));
        }
        return all.subList(0, number);
    }

    void abort() {
        all.forEach(ParallelBranch::abort);
    }

    void closeAll() {
        all.forEach(branch -> branch.connections().closeAll());
    }
}

package dev.throng.runner.engine.step;

import java.util.ArrayList;
import java.util.List;

/** The strands of one user, which keep their connections from one use to the next. Confined to the loop. */
final class Strands {
    private final ScriptedUser user;
    private final List<Strand> all = new ArrayList<>();

    Strands(ScriptedUser user) {
        this.user = user;
    }

    /** So many of them; the first has the user's own connections. */
    List<Strand> first(int number) {
        while (all.size() < number) {
            all.add(new Strand(
                    user,
                    all.isEmpty() ? user.connections() : user.loop().network().newConnections()));
        }
        return all.subList(0, number);
    }

    void abort() {
        all.forEach(Strand::abort);
    }

    void closeAll() {
        all.forEach(strand -> strand.connections().closeAll());
    }
}

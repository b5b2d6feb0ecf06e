package dev.throng.runner.engine.timing;

import dev.throng.runner.plan.Phase;
import java.util.List;

/** Finds the phase of an instant; remembers the last one, as instants hardly ever jump. Confined to a loop. */
public final class Phases {
    private final Phase[] phases;
    private int last;

    public Phases(List<Phase> phases) {
        this.phases = phases.toArray(Phase[]::new);
    }

    /** Index of the phase that holds this instant of the stage clock; the nearest one outside all of them. */
    public int at(long stageNanos) {
        int at = last;
        while (at + 1 < phases.length && stageNanos >= phases[at].toNanos()) {
            at++;
        }
        while (at > 0 && stageNanos < phases[at].fromNanos()) {
            at--;
        }
        last = at;
        return at;
    }
}

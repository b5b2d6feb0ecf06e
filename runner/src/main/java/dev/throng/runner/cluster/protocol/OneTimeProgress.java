package dev.throng.runner.cluster.protocol;

import dev.throng.runner.stats.Snapshot;
import java.util.Optional;

/**
 * How far the run is with what is done once, before its load and after it. Part of the orders, so that it outlives the master
 * that does it: none does again what another one has begun. Immutable.
 *
 * @param given what the setup has given to all users, as an engine has it
 * @param measured what the setup measured
 */
public record OneTimeProgress(Stage stage, String given, Optional<Snapshot> measured) {
    public static final OneTimeProgress NOTHING = new OneTimeProgress(Stage.NOTHING, "", Optional.empty());

    /** In the order in which they come. */
    public enum Stage {
        /** Nothing is begun. */
        NOTHING,
        /** The setup is begun, perhaps by a master that is lost. */
        SETTING_UP,
        SET_UP,
        /** The teardown is begun. */
        TEARING_DOWN
    }

    public OneTimeProgress at(Stage next) {
        return new OneTimeProgress(next, given, measured);
    }

    public OneTimeProgress gave(String values, Snapshot what) {
        return new OneTimeProgress(Stage.SET_UP, values, Optional.of(what));
    }

    /** Whether the load may start as far as this goes. */
    public boolean isSetUp() {
        return stage == Stage.SET_UP || stage == Stage.TEARING_DOWN;
    }

    /** Whether anybody who comes has to know of it. */
    public boolean isBegun() {
        return stage != Stage.NOTHING;
    }
}

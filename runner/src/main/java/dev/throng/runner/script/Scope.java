package dev.throng.runner.script;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What an expression can see while it is evaluated: one virtual user at one instant. Implemented by the engine's user;
 * called on the user's event loop only.
 */
public interface Scope {
    /** Value of a variable slot: of the kinds that {@link Values} names; null when unset. */
    @Nullable Object variable(int slot);

    void variable(int slot, @Nullable Object value);

    /** The user's own seeded source. */
    SplittableRandom random();

    /** Global number of the user in the run, from 0. */
    int userNumber();

    /** Users running now, over the whole run as far as known. */
    int users();

    /** How many tasks this user has begun, from 1. */
    long iteration();

    /** The next value of the run's counter with this number (first 0); unique over all workers of the run. */
    long nextCount(int counter);

    /** Learns of a value that was made of a secret; nothing is done about it unless somebody is to see what is sent. */
    default void derivedSecret(Object value) {}

    /** The wall clock in milliseconds since the epoch. */
    long epochMillis();
}

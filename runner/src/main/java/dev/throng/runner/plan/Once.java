package dev.throng.runner.plan;

import java.util.List;
import java.util.Optional;

/**
 * What is done once in a run, before its load and after it, by whoever conducts it.
 *
 * @param setup a user of one task; the variables that it gives are its first ones
 * @param teardown likewise
 * @param given names of the variables that the setup gives to all users of all workers: the first ones of each class, in
 *     this order
 * @param coded whether a scenario in code is called before the load, as its setup, by whoever conducts the run
 */
public record Once(Optional<UserClass> setup, Optional<UserClass> teardown, List<String> given, boolean coded) {
    public static final String SETUP = "setup";
    public static final String TEARDOWN = "teardown";

    /** Nothing. */
    public static final Once NOTHING = new Once(Optional.empty(), Optional.empty(), List.of());

    /** Of code, in a run whose conductor may be lost: it is called by one of them only. */
    static final Once CODED = new Once(Optional.empty(), Optional.empty(), List.of(), true);

    public Once(Optional<UserClass> setup, Optional<UserClass> teardown, List<String> given) {
        this(setup, teardown, given, false);
    }

    public Once {
        given = List.copyOf(given);
    }

    public boolean isNothing() {
        return setup.isEmpty() && teardown.isEmpty() && !coded;
    }

    /** Whether statistics under this user class are about what is done once. */
    public boolean isAbout(String userClass) {
        return setup.isPresent() && userClass.equals(SETUP) || teardown.isPresent() && userClass.equals(TEARDOWN);
    }
}
